import { instantOf } from '../../../calendar/wall-clock.js';
import type { MemberId } from '../../../core/ids.js';
import { after, DAY, latest } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { ORGANISERS } from '../../members/public.js';
import { FEATURE } from '../names.js';
import { type TopicRecord, topicsStore } from '../store/index.js';
import type { Recommendation, RecommendationId } from '../types.js';

/** How long a member may take to tell what became of a recommendation before the organisers are asked. */
const SILENCE_DAYS = 7;

export type ReviewStage = 'member' | 'organisers';

const reviewPrefix = (id: RecommendationId): string => `${FEATURE}:review:${id}:`;

/** Plans for each recommendation without an outcome that somebody is asked on its day what became of it. */
export async function planReviews(context: Context, recommendations: readonly Recommendation[]): Promise<void> {
  const { timezone, workingHours } = await context.community.settings();
  const plans = recommendations.flatMap(({ id, reviewOn, outcome }) =>
    reviewOn === null || outcome !== null
      ? []
      : [reviewPlan(id, 'member', latest(instantOf(reviewOn, workingHours.start, timezone), context.now))],
  );
  if (plans.length > 0) await context.agenda.plan(plans);
}

export async function cancelReview(context: Context, id: RecommendationId): Promise<void> {
  await context.agenda.cancelPrefix(reviewPrefix(id));
}

function reviewPlan(recommendation: RecommendationId, stage: ReviewStage, dueAt: Context['now']) {
  return {
    key: `${reviewPrefix(recommendation)}${stage}`,
    kind: 'topics.closing.review',
    payload: { recommendation, stage },
    dueAt,
    again: true,
  };
}

/** Asks what became of a recommendation: who wrote or facilitated first, then, or without anybody, the organisers. */
export async function askForOutcome(context: Context, id: RecommendationId, stage: ReviewStage): Promise<void> {
  const recommendation = await topicsStore(context.tx).recommendation(id);
  if (!recommendation || recommendation.outcome !== null) return;
  const record = await topicsStore(context.tx).topicRecord(recommendation.topic);
  if (record?.summary?.writtenAt == null) return;
  const member = stage === 'member' ? await reviewer(context, record) : undefined;
  const message = { args: { recommendation: id }, dueAt: context.now };
  const key = `${reviewPrefix(id)}${recommendation.reviewOn ?? ''}`;
  if (member === undefined) {
    const to = { to: 'channel', channel: ORGANISERS } as const;
    await context.deliveries.plan({ ...message, key: `${key}:organisers`, kind: 'topics.closing.review-organisers', to });
    return;
  }
  await context.deliveries.plan({ ...message, key: `${key}:member`, kind: 'topics.closing.review-member', to: { to: 'member', member } });
  await context.agenda.plan(reviewPlan(id, 'organisers', after(context.now, SILENCE_DAYS * DAY)));
}

async function reviewer(context: Context, { topic, summary }: TopicRecord): Promise<MemberId | undefined> {
  const ids = [summary?.writtenBy, topic.facilitator, topic.shadow].filter((id) => id !== null && id !== undefined);
  const people = await context.people.findMany([...new Set(ids)]);
  return ids.find((id) => people.some((person) => person.id === id && person.status === 'active' && !person.isBot));
}
