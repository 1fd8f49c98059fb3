import { type Actor, isAllowed } from '../../../core/access.js';
import { AccessError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { topicsStore } from '../store/index.js';
import type { Contribution, ContributionId, Mark, Topic } from '../types.js';
import { leads, readable } from './find.js';
import type { MarkOf } from './ids.js';

/** A contribution with what one member can do about it. */
export interface ContributionView {
  readonly contribution: Contribution;
  readonly topic: Topic;
  readonly counts: Readonly<Record<Mark, number>>;
  /** What the reader marked it as. */
  readonly own: readonly Mark[];
  readonly isAuthor: boolean;
  /** Whether the reader may say that it is a question which is answered. */
  readonly mayAnswer: boolean;
  readonly mayHide: boolean;
  readonly isFollowing: boolean;
}

/** Throws a `NotFoundError` for a contribution that is gone or hidden. */
export async function viewContribution(context: Context, actor: Actor, id: ContributionId): Promise<ContributionView> {
  const { contribution, topic } = await readable(context, id);
  const marks = await topicsStore(context.tx).marksOf(id);
  const count = (wanted: Mark) => marks.filter(({ mark }) => mark === wanted).length;
  const isAuthor = contribution.member === actor.id;
  return {
    contribution,
    topic,
    counts: { lesson: count('lesson'), challenge: count('challenge'), recommendation: count('recommendation') },
    own: marks.filter(({ member }) => member === actor.id).map(({ mark }) => mark),
    isAuthor,
    // Whether it is a question is unknown where its author did not agree to be read.
    mayAnswer: (isAuthor || leads(topic, actor)) && (contribution.isQuestion || !contribution.shared),
    mayHide: isAllowed(actor, 'organiser'),
    isFollowing: await topicsStore(context.tx).isFollowing(topic.id, actor.id),
  };
}

/** Marks a contribution, or takes the mark back; the same again changes nothing. Throws what `viewContribution` throws. */
export async function mark(
  context: Context,
  actor: Actor,
  { contribution, mark: as }: MarkOf,
  isMarked: boolean,
): Promise<ContributionView> {
  await readable(context, contribution);
  const store = topicsStore(context.tx);
  if (isMarked) await store.addMark(contribution, actor.id, as, context.now);
  else await store.removeMark(contribution, actor.id, as);
  return viewContribution(context, actor, contribution);
}

/** Says whether a question is answered. Throws an `AccessError` unless they asked it or lead the discussion. */
export async function setAnswered(context: Context, actor: Actor, id: ContributionId, isAnswered: boolean): Promise<ContributionView> {
  const { mayAnswer } = await viewContribution(context, actor, id);
  if (!mayAnswer) throw new AccessError('not their question', phrase('topics-marks.error.not-your-question'));
  await topicsStore(context.tx).setQuestionAnswered(id, isAnswered ? context.now : null);
  return viewContribution(context, actor, id);
}
