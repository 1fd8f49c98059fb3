import { actions, heading, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import { cardIn } from '../../../../language/index.js';
import type { Proposal } from '../../types.js';
import { topicsControls as controls } from '../controls.js';

/** Tells who proposed it that the organisers declined it, and why. */
export function declinedCard({ title, reason }: Proposal, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('topics.declined.text')),
    quote([title]),
    reason !== null && paragraph(say('topics.declined.reason')),
    reason !== null && quote([reason]),
    paragraph(say('topics.declined.then')),
    actions(controls.propose.button(say.plain('topics.button.propose'))),
  ]);
}

/** Tells who proposed it that it goes on as a part of another proposal, or that the organisers edited it. */
export function changedCard(
  what: 'merged' | 'edited',
  { id, title }: Pick<Proposal, 'id' | 'title'>,
  into: string | undefined,
  language: Language,
): Card {
  return cardIn(language, (say) => [
    paragraph(say(`topics.told.${what}`)),
    quote([title]),
    into !== undefined && paragraph(say('topics.told.into')),
    into !== undefined && quote([into]),
    actions(controls.show.button(say.plain('topics.button.show'), { id })),
  ]);
}

/** A member's newest proposals, and for advisers and organisers how many wait for a review. */
interface OwnTopics {
  readonly own: readonly (readonly [title: string, state: string])[];
  readonly waiting: number | undefined;
}

/** On a member's own page. */
export function homeCard({ own, waiting }: OwnTopics, language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('topics.home.title')),
    own.length > 0 && { type: 'facts', items: own.map(([title, state]) => ({ label: [title], value: [state] })) },
    waiting !== undefined && waiting > 0 && paragraph(say('topics.home.waiting', { count: waiting })),
    actions(
      ...(own.length > 0 ? [controls.mine.button(say.plain('topics.button.mine'), { id: 0 })] : []),
      ...(waiting !== undefined && waiting > 0 ? [controls.review.button(say.plain('topics.button.review'), { id: '0' })] : []),
      controls.propose.button(say.plain('topics.button.propose')),
    ),
  ]);
}
