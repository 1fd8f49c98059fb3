import { paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Button, Card, Message } from '../../../core/message.js';
import type { Settings } from '../../../core/settings.js';
import { inLanguages, speaker } from '../../../language/index.js';
import type { Participation, Round } from '../../../ports/coffee.js';
import { button, momentNode, sentence } from './words.js';

/** The post in the channel: the same in each language, and one row of buttons that all share. */
export function channelInvitation(round: Round, settings: Settings, languages: readonly [Language, ...Language[]]): Message {
  const cards = languages.map((language): Card => {
    const say = speaker(language);
    const date = momentNode(round.matchingAt, settings.timezone, language);
    return {
      language,
      blocks: [
        { type: 'heading', text: say('coffee.invitation.title', { round: round.number }) },
        paragraph(say(`coffee.invitation.${settings.coffee.participation}`, { date })),
      ],
    };
  });
  const controls = [
    button('in', round.id, inLanguages(languages, 'coffee.button.in'), 'primary'),
    button('skip', round.id, inLanguages(languages, 'coffee.button.skip')),
    button('pause', round.id, inLanguages(languages, 'coffee.button.pause')),
  ];
  return { cards: [...cards, { language: languages[0], blocks: [{ type: 'actions', controls }] }] };
}

/** The direct message to somebody who joined. */
export function personalInvitation(round: Round, settings: Settings, language: Language): Card {
  const say = speaker(language);
  const date = momentNode(round.matchingAt, settings.timezone, language);
  const volunteering = settings.coffee.odd === 'volunteer';
  return {
    language,
    blocks: [
      { type: 'heading', text: say('coffee.invitation.title', { round: round.number }) },
      paragraph(say(`coffee.invitation.personal-${settings.coffee.participation}`, { date })),
      ...(volunteering ? [{ type: 'note', text: say('coffee.invitation.volunteer') } as const] : []),
      { type: 'actions', controls: invitationButtons(round, settings, language) },
    ],
  };
}

/** What can be answered; `answer`, if it is told, was given already. */
export function invitationButtons(
  round: Round,
  settings: Settings,
  language: Language,
  answer?: Participation['answer'],
): readonly Button[] {
  const say = speaker(language);
  return [
    ...(answer === 'in' ? [] : [button('in', round.id, say.plain('coffee.button.in'), 'primary')]),
    ...(settings.coffee.odd === 'volunteer' ? [button('volunteer', round.id, say.plain('coffee.button.volunteer'))] : []),
    ...(answer === 'skip' ? [] : [button('skip', round.id, say.plain('coffee.button.skip'))]),
    button('pause', round.id, say.plain('coffee.button.pause')),
  ];
}

export function cancelledCard(round: Round, language: Language): Card {
  return sentence(language, speaker(language)('coffee.invitation.cancelled', { round: round.number }));
}
