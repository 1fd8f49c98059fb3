import { actions, paragraph, quote } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Button, Card, Select } from '../../../core/message.js';
import { speaker } from '../../../language/index.js';
import { controls } from '../controls.js';
import type { Answer } from '../own-match.js';
import type { LeftOutReason } from '../pairing/types.js';
import { CHECK_INS, type CheckIn, type Match, type Member, type Outcome, type Round } from '../types.js';
import { namesOrSomeone, outcomeLabel, shortName } from './labels.js';

/** The four answers, without the one that was given already. */
export function checkInButtons(match: Match['id'], said: CheckIn | null, language: Language): readonly Button[] {
  const say = speaker(language);
  return CHECK_INS.filter((answer) => answer !== said).map((answer) =>
    controls[answer].button(say.plain(`coffee.button.${answer}`), {
      id: match,
      ...(answer === 'met' && said === null && { style: 'primary' }),
    }),
  );
}

export function checkInCard(match: Match, round: Round, others: readonly (Pick<Member, 'name'> | null)[], language: Language): Card {
  const say = speaker(language);
  return {
    language,
    blocks: [
      { type: 'heading', text: say('coffee.check-in.title') },
      paragraph(say('coffee.check-in.question', { names: namesOrSomeone(others, language), round: round.number })),
      actions(...checkInButtons(match.id, null, language)),
    ],
  };
}

/** After an answer: thanks, and what can be told next. */
export function answeredCard({ match, seat, round }: Answer, others: readonly Member[], language: Language): Card {
  const say = speaker(language);
  const said = seat.checkIn ?? 'planned';
  const blocks: Block[] = [paragraph(say(`coffee.check-in.thanks-${said}`))];
  if (said === 'met') blocks.push(...outcomeBlocks(match, seat.outcome, language));
  if (said === 'not-a-good-match') {
    blocks.push(
      actions(
        controls.tell.button(say.plain('coffee.button.tell'), { id: match.id }),
        ...others.map((other) => controls.avoid.button(say.plain('coffee.button.avoid', { name: shortName(other) }), { id: other.id })),
      ),
    );
  }
  if (round.state !== 'closed' || said === 'planned') {
    blocks.push({ type: 'note', text: say('coffee.check-in.change') }, actions(...checkInButtons(match.id, said, language)));
  }
  return { language, blocks };
}

/** The outcomes to choose from, and a button to add a note. */
export function outcomeBlocks(match: Match, chosen: Outcome | null, language: Language): readonly Block[] {
  const say = speaker(language);
  return [
    actions(outcomeSelect('outcome', match, chosen, language), controls.note.button(say.plain('coffee.button.note'), { id: match.id })),
  ];
}

function outcomeSelect(action: 'outcome' | 'later', match: Match, chosen: Outcome | null, language: Language): Select {
  const say = speaker(language);
  const label = say.plain('coffee.check-in.outcome-label');
  return controls[action].menu(language, { label, ...(chosen && { chosen: [chosen] }) }, { id: match.id });
}

/** After an outcome was chosen. */
export function outcomeCard({ match, seat }: Answer, language: Language): Card {
  const say = speaker(language);
  const told = seat.laterOutcome ?? seat.outcome ?? 'contact';
  return {
    language,
    blocks: [
      paragraph(say('coffee.check-in.thanks-outcome', { outcome: outcomeLabel(told, language) })),
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
      ...(seat.outcome ? [paragraph(say('coffee.follow-up.before', { outcome: outcomeLabel(seat.outcome, language) }))] : []),
      actions(outcomeSelect('later', match, null, language), controls.note.button(say.plain('coffee.button.note'), { id: match.id })),
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
      ...(answer.seat.note === null ? [] : [quote([answer.seat.note])]),
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
