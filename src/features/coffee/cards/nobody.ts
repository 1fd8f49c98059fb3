import { actions, card, heading, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Message } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { cardIn, inLanguages, speaker } from '../../../language/index.js';
import { controls } from '../controls.js';
import type { Help } from '../pairing/possible.js';
import { settingsControls } from '../settings-card.js';
import type { Round, SettingsWithCoffee } from '../types.js';
import { momentNode } from './labels.js';

export interface Skipped {
  /** The round to which nobody was invited. */
  readonly round: Round;
  /** The round before which it is looked at again. */
  readonly next: Round | undefined;
  readonly settings: SettingsWithCoffee;
  readonly help: Help;
}

/** Tells organisers that nobody could have been paired, and what would help: the same in each language, with one row of buttons. */
export function nobodyMessage(skipped: Skipped, languages: readonly [Language, ...Language[]]): Message {
  const cards = languages.map((language) => {
    const { round, next, settings } = skipped;
    return cardIn(language, (say) => [
      heading(say('coffee-organisers.nobody.title', { round: round.number })),
      paragraph(say('coffee-organisers.nobody.text')),
      { type: 'list', items: helpIn(skipped, language) },
      paragraph(
        next
          ? say('coffee-organisers.nobody.next', { date: momentNode(next.invitationAt, settings.timezone, language) })
          : say('coffee-organisers.nobody.next-none'),
      ),
    ]);
  });
  const buttons = [
    settingsControls.settings.button(inLanguages(languages, 'coffee-organisers.settings.rules'), { form: 'rules', style: 'primary' }),
    settingsControls.settings.button(inLanguages(languages, 'coffee-organisers.settings.rhythm'), { form: 'rhythm' }),
    controls.start.button(inLanguages(languages, 'coffee-organisers.button.start')),
  ];
  return { cards: [...cards, card(languages[0], actions(...buttons))] };
}

function helpIn({ help: { noRepeatRounds, sameOrganisation } }: Skipped, language: Language): readonly Text[] {
  const say = speaker(language);
  return [
    ...(noRepeatRounds === undefined
      ? []
      : [say('coffee-organisers.nobody.window', { count: noRepeatRounds }), say('coffee-organisers.nobody.interval')]),
    ...(sameOrganisation ? [say('coffee-organisers.nobody.same-organisation')] : []),
    say('coffee-organisers.nobody.people', { command: { type: 'code', text: '/coffee join' } }),
  ];
}
