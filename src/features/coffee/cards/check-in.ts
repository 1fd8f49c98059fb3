import { paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import { actionId, type Block, type Button, type Card, type Form, type Select } from '../../../core/message.js';
import { speaker } from '../../../language/index.js';
import { CHECK_INS, type CheckIn, type Match, OUTCOMES, type Outcome, type Round } from '../../../ports/coffee.js';
import type { Member } from '../../../ports/members.js';
import type { Answer } from '../check-in.js';
import { FEATURE } from '../coffee.js';
import type { LeftOutReason } from '../pairing/types.js';
import { button, namesOrSomeone, outcomeWord, shortName } from './words.js';

/** The four answers; the one given already is left out. */
export function checkInButtons(match: Match['id'], said: CheckIn | null, language: Language): readonly Button[] {
  const say = speaker(language);
  return CHECK_INS.filter((answer) => answer !== said).map((answer) =>
    button(answer, match, say.plain(`coffee.button.${answer}`), answer === 'met' && said === null ? 'primary' : undefined),
  );
}

export function checkInCard(match: Match, round: Round, others: readonly (Pick<Member, 'name'> | null)[], language: Language): Card {
  const say = speaker(language);
  return {
    language,
    blocks: [
      { type: 'heading', text: say('coffee.check-in.title') },
      paragraph(say('coffee.check-in.question', { names: namesOrSomeone(others, language), round: round.number })),
      { type: 'actions', controls: checkInButtons(match.id, null, language) },
    ],
  };
}

/** After an answer: thanks, and what it leads to. */
export function answeredCard({ match, seat, round }: Answer, others: readonly Member[], language: Language): Card {
  const say = speaker(language);
  const said = seat.checkIn ?? 'planned';
  const blocks: Block[] = [paragraph(say(`coffee.check-in.thanks-${said}`))];
  if (said === 'met') blocks.push(...outcomeBlocks(match, seat.outcome, language));
  if (said === 'not-a-good-match') {
    blocks.push({
      type: 'actions',
      controls: [
        button('tell', match.id, say.plain('coffee.button.tell')),
        ...others.map((other) => button('avoid', other.id, say.plain('coffee.button.avoid', { name: shortName(other) }))),
      ],
    });
  }
  if (round.state !== 'closed' || said === 'planned') {
    blocks.push(
      { type: 'note', text: say('coffee.check-in.change') },
      { type: 'actions', controls: checkInButtons(match.id, said, language) },
    );
  }
  return { language, blocks };
}

/** The ladder, and a place for a sentence. */
export function outcomeBlocks(match: Match, chosen: Outcome | null, language: Language): readonly Block[] {
  const say = speaker(language);
  return [
    {
      type: 'actions',
      controls: [outcomeSelect('outcome', match, chosen, language), button('note', match.id, say.plain('coffee.button.note'))],
    },
  ];
}

function outcomeSelect(action: 'outcome' | 'later', match: Match, chosen: Outcome | null, language: Language): Select {
  const say = speaker(language);
  const options = OUTCOMES.map((value) => ({ value: value as string, label: outcomeWord(value, language) }));
  return {
    type: 'select',
    action: actionId(FEATURE, action, match.id),
    label: say.plain('coffee.check-in.outcome-label'),
    options: action === 'later' ? [...options, { value: 'no-further', label: say.plain('coffee.follow-up.no-further') }] : options,
    ...(chosen && { chosen: [chosen] }),
  };
}

/** After a step of the ladder was chosen. */
export function outcomeCard({ match, seat }: Answer, language: Language): Card {
  const say = speaker(language);
  const told = seat.laterOutcome ?? seat.outcome ?? 'contact';
  return {
    language,
    blocks: [
      paragraph(say('coffee.check-in.thanks-outcome', { outcome: outcomeWord(told, language) })),
      ...outcomeBlocks(match, told, language),
    ],
  };
}

export function followUpCard(answer: Answer, others: readonly (Pick<Member, 'name'> | null)[], language: Language): Card {
  const say = speaker(language);
  const { match, seat, round } = answer;
  return {
    language,
    blocks: [
      { type: 'heading', text: say('coffee.follow-up.title') },
      paragraph(say('coffee.follow-up.question', { round: round.number, names: namesOrSomeone(others, language) })),
      ...(seat.outcome ? [paragraph(say('coffee.follow-up.before', { outcome: outcomeWord(seat.outcome, language) }))] : []),
      {
        type: 'actions',
        controls: [outcomeSelect('later', match, null, language), button('note', match.id, say.plain('coffee.button.note'))],
      },
    ],
  };
}

export function noteForm({ match, seat }: Answer, language: Language, maxLength: number): Form {
  const say = speaker(language);
  return {
    id: actionId(FEATURE, 'note', match.id),
    language,
    title: say.plain('coffee.check-in.note-title'),
    submit: say.plain('common.save'),
    fields: [
      {
        type: 'text',
        name: 'note',
        label: say.plain('coffee.check-in.note-label'),
        hint: say.plain('coffee.check-in.note-hint'),
        multiline: true,
        maxLength,
        ...(seat.note !== null && { value: seat.note }),
      },
    ],
  };
}

export function tellForm({ match, seat }: Answer, language: Language, maxLength: number): Form {
  const say = speaker(language);
  return {
    id: actionId(FEATURE, 'tell', match.id),
    language,
    title: say.plain('coffee.check-in.tell-title'),
    submit: say.plain('coffee.button.tell'),
    fields: [
      {
        type: 'text',
        name: 'words',
        label: say.plain('coffee.check-in.tell-label'),
        hint: say.plain('coffee.check-in.tell-hint'),
        multiline: true,
        maxLength,
        ...(seat.note !== null && { value: seat.note }),
      },
    ],
  };
}

/** What organisers read when a member wanted them to. */
export function toldCard(answer: Answer, teller: Member, others: readonly (Pick<Member, 'name'> | null)[], language: Language): Card {
  const say = speaker(language);
  const values = { name: teller.name, names: namesOrSomeone(others, language), round: answer.round.number };
  return {
    language,
    blocks: [
      { type: 'heading', text: say('coffee.told.title') },
      paragraph(say('coffee.told.text', values)),
      ...(answer.seat.note === null ? [] : [{ type: 'quote', text: [answer.seat.note] } as const]),
      { type: 'note', text: say('coffee.told.note') },
    ],
  };
}

/** Somebody found nobody this time. */
export function leftOutCard(round: Round, reason: LeftOutReason, language: Language): Card {
  const say = speaker(language);
  return {
    language,
    blocks: [
      { type: 'heading', text: say('coffee.left-out.title') },
      paragraph(say(`coffee.left-out.${reason}`, { round: round.number })),
      paragraph(say('coffee.left-out.first-next-time')),
    ],
  };
}
