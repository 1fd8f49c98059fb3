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
  return viewOf(context, actor, await readable(context, id));
}

async function viewOf(
  context: Context,
  actor: Actor,
  { contribution, topic }: Pick<ContributionView, 'contribution' | 'topic'>,
): Promise<ContributionView> {
  const marks = await topicsStore(context.tx).marksOf(contribution.id);
  const count = (wanted: Mark) => marks.filter(({ mark }) => mark === wanted).length;
  return {
    contribution,
    topic,
    counts: { lesson: count('lesson'), challenge: count('challenge'), recommendation: count('recommendation') },
    own: marks.filter(({ member }) => member === actor.id).map(({ mark }) => mark),
    isAuthor: contribution.member === actor.id,
    mayAnswer: mayAnswer(actor, contribution, topic),
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
  const found = await readable(context, contribution);
  const store = topicsStore(context.tx);
  if (isMarked) {
    await store.addMark(contribution, actor.id, as, context.now);
    await store.followByPart(found.topic.id, actor.id, context.now);
  } else {
    await store.removeMark(contribution, actor.id, as);
  }
  return viewOf(context, actor, found);
}

/** Says whether a question is answered. Throws an `AccessError` unless they asked it or lead the discussion. */
export async function setAnswered(context: Context, actor: Actor, id: ContributionId, isAnswered: boolean): Promise<ContributionView> {
  const { contribution, topic } = await readable(context, id);
  if (!mayAnswer(actor, contribution, topic)) throw new AccessError('not their question', phrase('topics-marks.error.not-your-question'));
  const store = topicsStore(context.tx);
  const questionAnsweredAt = isAnswered ? context.now : null;
  await store.setQuestionAnswered(id, questionAnsweredAt);
  if (isAnswered) await store.followByPart(topic.id, actor.id, context.now);
  return viewOf(context, actor, { contribution: { ...contribution, isQuestion: true, questionAnsweredAt }, topic });
}

/** Whether it is a question is unknown where its author did not agree to be read. */
function mayAnswer(actor: Actor, { member, isQuestion, shared }: Contribution, topic: Topic): boolean {
  return (member === actor.id || leads(topic, actor)) && (isQuestion || !shared);
}
