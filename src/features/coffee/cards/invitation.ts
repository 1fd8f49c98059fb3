import { actions, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Button, Card, Message } from '../../../core/message.js';
import { sharedLabel, speaker } from '../../../language/index.js';
import { controls } from '../controls.js';
import type { Participation, Round, SettingsWithCoffee } from '../types.js';
import { momentNode, sentence } from './labels.js';

/** The post in the channel: the same in each language, and one row of buttons that all share. */
export function channelInvitation(round: Round, settings: SettingsWithCoffee, languages: readonly [Language, ...Language[]]): Message {
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
  const buttons = [
    controls.in.button(sharedLabel(languages, 'coffee.button.in'), { id: round.id, style: 'primary' }),
    controls.skip.button(sharedLabel(languages, 'coffee.button.skip'), { id: round.id }),
    controls.pause.button(sharedLabel(languages, 'coffee.button.pause'), { id: round.id }),
  ];
  return { cards: [...cards, { language: languages[0], blocks: [actions(...buttons)] }] };
}

/** The direct message to somebody who joined. */
export function personalInvitation(round: Round, settings: SettingsWithCoffee, language: Language): Card {
  const say = speaker(language);
  const date = momentNode(round.matchingAt, settings.timezone, language);
  const volunteering = settings.coffee.odd === 'volunteer';
  return {
    language,
    blocks: [
      { type: 'heading', text: say('coffee.invitation.title', { round: round.number }) },
      paragraph(say(`coffee.invitation.personal-${settings.coffee.participation}`, { date })),
      ...(volunteering ? [{ type: 'note', text: say('coffee.invitation.volunteer') } as const] : []),
      actions(...invitationButtons(round, settings, language)),
    ],
  };
}

/** The possible answers, without the `answer` that was given already. */
export function invitationButtons(
  round: Round,
  settings: SettingsWithCoffee,
  language: Language,
  answer?: Participation['answer'],
): readonly Button[] {
  const say = speaker(language);
  return [
    ...(answer === 'in' ? [] : [controls.in.button(say.plain('coffee.button.in'), { id: round.id, style: 'primary' })]),
    ...(settings.coffee.odd === 'volunteer' ? [controls.volunteer.button(say.plain('coffee.button.volunteer'), { id: round.id })] : []),
    ...(answer === 'skip' ? [] : [controls.skip.button(say.plain('coffee.button.skip'), { id: round.id })]),
    controls.pause.button(say.plain('coffee.button.pause'), { id: round.id }),
  ];
}

export function cancelledCard(round: Round, language: Language): Card {
  return sentence(language, speaker(language)('coffee.invitation.cancelled', { round: round.number }));
}
