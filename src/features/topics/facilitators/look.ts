import { localDateOf } from '../../../calendar/wall-clock.js';
import { isWorkingDay } from '../../../calendar/working-days.js';
import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { type Delivery, KEPT } from '../../../ports/agenda.js';
import { ORGANISERS } from '../../members/public.js';
import { isQuiet, quietAt } from '../rules/quiet.js';
import { topicsStore } from '../store/index.js';
import type { Topic, TopicId } from '../types.js';
import { askNext } from './ask-next.js';
import { giveBack } from './give-back.js';
import { messageKey, warnKey } from './keys.js';
import { QUIET } from './kinds.js';
import { nextLook, planLook } from './look-planning.js';

/**
 * Looks after the topics that come and those that are open: a quiet one is nudged, a facilitator whom the bot can no longer
 * reach is replaced, and whoever has volunteered meanwhile is asked. Nothing on days off.
 */
export async function look(context: Context): Promise<void> {
  const topics = await topicsStore(context.tx).topicsIn(['planned', 'open']);
  if (topics.length === 0) return;
  await planLook(context);
  const settings = await context.community.settings();
  if (!isWorkingDay(localDateOf(context.now, settings.timezone), settings)) return;
  for (const topic of topics) {
    const kept = await withoutLost(context, topic);
    if (kept.facilitator === null && (await isSearched(context, kept))) await askNext(context, topic.id, 'facilitator');
    if (isQuiet(kept, context.now)) await nudge(context, kept);
    else await planNudge(context, kept, nextLook(context.now, settings)?.at);
  }
}

/** Plans the nudge of a topic that becomes quiet before the next look, so that it comes on time. */
async function planNudge(context: Context, topic: Topic, before: Instant | undefined): Promise<void> {
  const at = quietAt(topic);
  if (at === undefined || before === undefined || at >= before) return;
  await context.agenda.plan({ key: messageKey('quiet', topic.id), kind: QUIET, payload: { topic: topic.id }, dueAt: at, again: true });
}

/** Nudges a topic that has become quiet, on a working day; otherwise the next look does. */
export async function nudgeIfQuiet(context: Context, id: TopicId): Promise<void> {
  const topic = await topicsStore(context.tx).topic(id);
  const settings = await context.community.settings();
  if (!topic || !isQuiet(topic, context.now) || !isWorkingDay(localDateOf(context.now, settings.timezone), settings)) return;
  await nudge(context, topic);
}

/** The first look, if there is anything to look after. */
export async function planFirstLook(context: Context): Promise<void> {
  if ((await topicsStore(context.tx).topicsIn(['planned', 'open'], { limit: 1 })).length > 0) await planLook(context);
}

/** The topic, whose facilitator gives it back if the last message to them about it did not arrive: they may have blocked the bot. */
async function withoutLost(context: Context, topic: Topic): Promise<Topic> {
  const { facilitator } = topic;
  if (facilitator === null) return topic;
  const keys = [
    ...(topic.lastNudgeAt === null ? [] : [nudgeKey(topic, topic.lastNudgeAt)]),
    messageKey('moved', topic.id, facilitator, topic.opensAt),
  ];
  for (const key of keys) {
    const delivery = await context.deliveries.find(key);
    const isTheirs = delivery?.to.to === 'member' && delivery.to.member === facilitator;
    if (!isTheirs || !(await isLost(context, facilitator, delivery))) continue;
    await giveBack(context, topic, 'facilitator', { member: facilitator, state: 'silent' });
    return { ...topic, facilitator: null };
  }
  return topic;
}

/** It failed, or waits for somebody who takes direct messages: it would have arrived. Who takes none, or switched it off, reads it when they look. */
async function isLost(context: Context, member: MemberId, { state, reason }: Pick<Delivery, 'state' | 'reason'>): Promise<boolean> {
  if (reason === KEPT) return false;
  if (state !== 'waiting') return state === 'failed';
  const accounts = await context.people.accounts(member);
  return accounts.some((account) => context.platforms.mayWriteTo(account));
}

/** Whether the topic's plan is approved. */
async function isSearched(context: Context, { id, state }: Topic): Promise<boolean> {
  if (state === 'open') return true;
  const warning = await context.agenda.find(warnKey(id));
  return warning !== undefined && warning.state !== 'cancelled';
}

/** The facilitator hears privately that the topic has become quiet; without one, the organisers do. */
async function nudge(context: Context, topic: Topic): Promise<void> {
  const { id, facilitator } = topic;
  await topicsStore(context.tx).updateTopic(id, { lastNudgeAt: context.now });
  await context.deliveries.plan({
    key: nudgeKey(topic, context.now),
    kind: 'topics.facilitators.nudge',
    args: { topic: id, member: facilitator, at: context.now },
    to: facilitator === null ? { to: 'channel', channel: ORGANISERS } : { to: 'member', member: facilitator },
    dueAt: context.now,
  });
}

function nudgeKey({ id }: Pick<Topic, 'id'>, at: Context['now']): string {
  return messageKey('nudge', id, at);
}
