import { after, DAY, earliest, type Instant, latest } from '../../../core/time.js';
import { type Context, tellMember } from '../../../feature-api/index.js';
import { WARNED_DAYS } from '../rules/quiet.js';
import { topicsStore } from '../store/index.js';
import type { FacilitationRole, Topic, TopicId } from '../types.js';
import { messageKey, nextKey, searchPrefix, warnKey } from './keys.js';
import { NEXT, WARN } from './kinds.js';
import { planLook } from './look-planning.js';

/**
 * Looks for a facilitator of a topic whose plan is approved; the first of the rota is asked at once. Called again, it changes
 * nothing but moves the warning of a topic that has moved, and whoever agreed already hears of its new hour.
 */
export async function askFacilitator(context: Context, topic: Topic): Promise<void> {
  if (topic.state !== 'planned') return;
  const dueAt = warnedAt(topic, context.now);
  const warning = { key: warnKey(topic.id), kind: WARN, payload: { topic: topic.id, opensAt: topic.opensAt }, dueAt };
  if (topic.facilitator !== null || topic.shadow !== null) await tellMove(context, topic);
  await context.agenda.plan([
    { ...warning, again: dueAt > context.now },
    ...(topic.facilitator === null ? [nextRow(context, topic.id, 'facilitator')] : []),
  ]);
  await planLook(context);
}

/** Ends the search for a topic that is not held; whoever agreed hears of it. */
export async function stopAsking(context: Context, topic: Topic): Promise<void> {
  await context.agenda.cancelPrefix(searchPrefix(topic.id));
  await topicsStore(context.tx).forgetAsked(topic.id);
  await tellSeated(context, topic, 'off');
}

/** Plans a job that asks the next volunteer, because that takes longer than a click may. */
export async function planNext(context: Context, topic: TopicId, role: FacilitationRole): Promise<void> {
  await context.agenda.plan(nextRow(context, topic, role));
}

function nextRow({ now }: Pick<Context, 'now'>, topic: TopicId, role: FacilitationRole) {
  return { key: nextKey(topic, role), kind: NEXT, payload: { topic, role }, dueAt: now, again: true };
}

/** Four days before the opening; if less time is left, those who are asked now get a day to answer. */
function warnedAt({ opensAt }: Topic, now: Instant): Instant {
  return latest(after(opensAt, -WARNED_DAYS * DAY), earliest(after(now, DAY), opensAt));
}

async function tellMove(context: Context, topic: Topic): Promise<void> {
  const known = await context.agenda.find(warnKey(topic.id));
  if (known === undefined || isFor(known.payload, topic)) return;
  await tellSeated(context, topic, 'moved');
}

/** Tells those who have a seat what becomes of their topic. */
async function tellSeated(context: Context, { id, opensAt, facilitator, shadow }: Topic, news: 'off' | 'moved'): Promise<void> {
  for (const member of [facilitator, shadow].filter((one) => one !== null)) {
    await tellMember(context, member, {
      key: messageKey(news, id, member, opensAt),
      kind: `topics.facilitators.${news}`,
      args: { topic: id },
    });
  }
}

/** Whether the warning was planned for this hour of the opening. */
function isFor(payload: unknown, { opensAt }: Topic): boolean {
  return typeof payload === 'object' && payload !== null && 'opensAt' in payload && payload.opensAt === opensAt;
}
