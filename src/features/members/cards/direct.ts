import { actions, card, heading, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { cardIn, sharedLabel, speaker } from '../../../language/index.js';
import { membersControls as controls } from '../controls.js';

/** Asks whether to write directly, on platforms where the bot may not write first. */
export function directOffer(language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('people.direct.offer')),
    actions(
      controls.direct.button(say.plain('people.direct.yes'), { id: 'yes', style: 'primary' }),
      controls.direct.button(say.plain('people.direct.no'), { id: 'no' }),
    ),
  ]);
}

export function directCard(now: boolean, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say(now ? 'people.direct.now-yes' : 'people.direct.now-no')),
    actions(
      now
        ? controls.direct.button(say.plain('people.direct.no'), { id: 'no' })
        : controls.direct.button(say.plain('people.direct.yes'), { id: 'yes', style: 'primary' }),
    ),
  ]);
}

/** What waited, or that nothing did. `ask`: whether the question about direct messages is still open. */
export function waitingCards(cards: readonly Card[], ask: boolean, language: Language): readonly Card[] {
  const none = card(language, paragraph(speaker(language)('people.waiting.none')));
  return [...(cards.length === 0 ? [none] : cards), ...(ask ? [directOffer(language)] : [])];
}

/** On a member's own page: how much waits for them. It counts as read only once they press. */
export function waitingHomeCard(count: number, language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('people.waiting.home')),
    paragraph(say('people.waiting.count', { count })),
    actions(controls.waiting.button(say.plain('people.waiting.show'), { style: 'primary' })),
  ]);
}

/** The card in the channel. It names nobody: whoever presses sees what waits for them. */
export function waitingNotice(languages: readonly [Language, ...Language[]]): readonly Card[] {
  const [first] = languages;
  return [
    ...languages.map((language) => card(language, paragraph(speaker(language)('people.waiting.text')))),
    card(first, actions(controls.waiting.button(sharedLabel(languages, 'people.waiting.button'), { style: 'primary' }))),
  ];
}
