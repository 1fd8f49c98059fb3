import { localDateOf } from '../../../calendar/wall-clock.js';
import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { summaryKey } from '../keys.js';
import { topicsStore } from '../store/index.js';
import type { Recommendation, RecommendationId, RecommendationOutcome, RecommendationText } from '../types.js';
import { goneRecommendation, type OfTopic } from './ids.js';
import { RECOMMENDATIONS_MAX } from './limits.js';
import { cancelReview, planReviews } from './review.js';
import { viewForWriter, type Writable, type WriterView, writable, write } from './summary.js';

/** A recommendation and its topic, for who may write its summary. */
export interface Recommended extends Writable {
  readonly recommendation: Recommendation;
}

/** Throws a `NotFoundError` for one that is gone, and what `writable` throws. */
export async function requireRecommendation(context: Context, actor: Actor, id: RecommendationId): Promise<Recommended> {
  const found = await topicsStore(context.tx).recommendation(id);
  if (!found) throw goneRecommendation();
  return { ...(await writable(context, actor, found.topic)), recommendation: found };
}

/** Adds a recommendation, or changes one; one that somebody removed meanwhile is added again. Throws an `InputError` for too many. */
export async function saveRecommendation(
  context: Context,
  actor: Actor,
  { topic: id, recommendation }: OfTopic,
  text: RecommendationText,
): Promise<WriterView> {
  const record = await writable(context, actor, id);
  const { timezone } = await context.community.settings();
  const known = record.recommendations.find((one) => one.id === recommendation);
  const isPast = text.reviewOn !== null && text.reviewOn < localDateOf(context.now, timezone);
  if (isPast && text.reviewOn !== known?.reviewOn)
    throw new InputError('a day that has passed', phrase('topics-closing.error.date-passed'));
  const store = topicsStore(context.tx);
  if (known) await store.updateRecommendation(known.id, text);
  else {
    if (record.recommendations.length >= RECOMMENDATIONS_MAX) {
      throw new InputError('too many recommendations', phrase('topics-closing.error.many', { most: RECOMMENDATIONS_MAX }));
    }
    await store.insertRecommendation(id, Math.max(0, ...record.recommendations.map(({ position }) => position)) + 1, text);
  }
  await write(context, record.summary);
  const view = await viewForWriter(context, actor, id);
  if (record.summary.state === 'written') await followPosted(context, view);
  return view;
}

/** Removes a recommendation. Throws a `NotFoundError` for one that is gone, and what `writable` throws. */
export async function removeRecommendation(context: Context, actor: Actor, { topic: id, recommendation }: OfTopic): Promise<WriterView> {
  const record = await writable(context, actor, id);
  const known = record.recommendations.find((one) => one.id === recommendation);
  if (!known) throw goneRecommendation();
  await topicsStore(context.tx).removeRecommendation(known.id);
  await cancelReview(context, known.id);
  await write(context, record.summary);
  const view = await viewForWriter(context, actor, id);
  if (record.summary.state === 'written') await followPosted(context, view);
  return view;
}

/** Writes down what became of a recommendation; the posted summary tells it too. Telling again replaces it. */
export async function saveOutcome(
  context: Context,
  actor: Actor,
  id: RecommendationId,
  { outcome, words }: { readonly outcome: RecommendationOutcome; readonly words: string },
): Promise<Recommended> {
  const { recommendation, ...record } = await requireRecommendation(context, actor, id);
  const told = { outcome, outcomeWords: words === '' ? null : words, reviewedAt: context.now };
  await topicsStore(context.tx).updateRecommendation(id, told);
  await cancelReview(context, id);
  await context.deliveries.refresh(summaryKey(record.topic), context.now);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'topics.outcome', details: { topic: record.topic.id } });
  return { ...record, recommendation: { ...recommendation, ...told } };
}

async function followPosted(context: Context, { topic, recommendations }: WriterView): Promise<void> {
  await planReviews(context, recommendations);
  await context.deliveries.refresh(summaryKey(topic), context.now);
}
