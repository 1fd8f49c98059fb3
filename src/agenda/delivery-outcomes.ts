import type { DeliveryId, MemberId } from '../core/ids.js';
import type { Audience } from '../core/notification.js';
import { after, type Clock, type Instant, MINUTE } from '../core/time.js';
import type { Context, Contexts } from '../feature-api/index.js';
import type { JobOutcome } from '../feature-api/job.js';
import type { Composed, Notification } from '../feature-api/notification.js';
import { type Delivery, KEPT } from '../ports/agenda.js';
import type { ChatAdapter, ConversationRef, MessageRef, Platform } from '../ports/chat.js';
import type { Metrics } from '../ports/metrics.js';
import type { Resolved } from './destination.js';
import { QUIET_HOURS } from './instrument-delivery.js';
import type { NotificationRegistry } from './notifications.js';

export interface DeliverDeps {
  readonly store: Contexts;
  readonly adapters: ReadonlyMap<Platform, ChatAdapter>;
  readonly notifications: NotificationRegistry;
  readonly clock: Clock;
  /** Without it nothing is measured. */
  readonly metrics?: Metrics;
  /** Called with the members who have just received a message. */
  readonly onReached?: (members: readonly MemberId[]) => void;
}

export type Outcome = JobOutcome;
export type Reachable = Extract<Resolved, { type: 'reachable' }>;

/** A message that stands on its platform. */
export interface Arrived {
  readonly message: MessageRef;
  /** The thread that it opened. */
  readonly thread?: ConversationRef;
}

/** When a delivery that waits for a running one looks again, in case it is not woken up. */
const TURN_FALLBACK = MINUTE;

/** Postpones a delivery to the end of its reader's quiet hours. */
export async function postpone({ store }: Pick<DeliverDeps, 'store'>, id: DeliveryId, at: Instant): Promise<Outcome> {
  await store.autocommit.deliveries.update(id, { state: 'held', reason: QUIET_HOURS });
  return { type: 'later', at, reason: QUIET_HOURS };
}

/**
 * When a delivery may be tried that must wait for an earlier one to the same destination. Call it in the transaction that
 * writes the result, so that the earlier delivery cannot end in between.
 */
export async function nextTurn({ deliveries }: Context, id: DeliveryId, passHeld: boolean, now: Instant): Promise<Instant> {
  const earlier = await deliveries.earlier(id, { passHeld });
  if (earlier === undefined) return now;
  return earlier.running ? after(now, TURN_FALLBACK) : after(earlier.dueAt, 1);
}

/** Composes the message from what is true now, with the member's text that the delivery carries. */
export async function composeNow(
  { store }: Pick<DeliverDeps, 'store'>,
  delivery: Delivery,
  notification: Notification,
  audience: Audience,
): Promise<Composed> {
  const words = await store.autocommit.deliveries.words(delivery.id);
  return notification.compose(store.autocommit, delivery.args, { audience, ...(words !== undefined && { words }) });
}

/**
 * Parks a message until its reader asks for it. The features announce in a channel how to ask; they must not name the reader,
 * because everyone reads the channel.
 */
export async function park(
  deps: DeliverDeps,
  delivery: Delivery,
  notification: Notification,
  { adapter, audience }: Pick<Reachable, 'adapter' | 'audience'>,
): Promise<Outcome> {
  const composed = await composeNow(deps, delivery, notification, audience);
  if ('drop' in composed) return { type: 'dropped', reason: composed.drop };
  const channel = await noticeChannel(deps, adapter);
  return {
    type: 'done',
    effects: async (repositories) => {
      await repositories.deliveries.update(delivery.id, { state: 'waiting', outcomeUnknown: false, reason: 'unasked' });
      if (channel === undefined) return;
      for (const feature of repositories.features.all)
        await feature.onDeliveryWaits?.(repositories, { platform: adapter.platform, channel });
    },
  };
}

/** Keeps a message for a reader who has switched it off, until they look: it is composed then. */
export function keep({ id }: Delivery): Outcome {
  return {
    type: 'done',
    effects: ({ deliveries }) => deliveries.update(id, { state: 'waiting', outcomeUnknown: false, reason: KEPT }),
  };
}

/** A channel that everyone reads: of the most special purpose that has one, else of the purpose that has no fallback. */
async function noticeChannel({ store }: DeliverDeps, adapter: ChatAdapter): Promise<string | undefined> {
  const open = store.autocommit.features.purposes.filter(({ readers }) => readers === 'everyone');
  for (const { name, fallback } of open) {
    if (fallback !== undefined && (await adapter.channel(name, 'posts')) !== undefined) return name;
  }
  return open.find(({ fallback }) => fallback === undefined)?.name;
}

/** Replaces a delivery by one for each of several destinations, each with its own key and with the text that it carries. */
export function fanOut(delivery: Delivery, destinations: Extract<Resolved, { type: 'several' }>['to'], now: Instant): Outcome {
  return {
    type: 'done',
    effects: async ({ deliveries }) => {
      const { kind, args, dueAt } = delivery;
      const words = await deliveries.written(delivery.id);
      for (const { suffix, destination } of destinations) {
        await deliveries.plan({ key: `${delivery.key}@${suffix}`, kind, args, to: destination, dueAt, ...(words && { words }) });
      }
      await deliveries.update(delivery.id, { state: 'sent', sentAt: now, reason: null });
    },
  };
}

/** Marks a delivery as sent, and saves the thread that it opened, so that later deliveries and events find it. */
export function sent(
  delivery: Delivery,
  { message, thread }: Arrived,
  at: Instant,
  /** The key of a direct conversation whose id is known only since the message stands there. */
  direct?: string,
): Extract<Outcome, { type: 'done' }> {
  return {
    type: 'done',
    effects: async ({ deliveries, conversations }) => {
      const { conversation } = message;
      if (direct !== undefined) await conversations.save(direct, conversation);
      if (thread !== undefined && delivery.to.to === 'thread') await conversations.save(delivery.to.thread, thread);
      await deliveries.update(delivery.id, { state: 'sent', message, conversation, sentAt: at, outcomeUnknown: false, reason: null });
    },
  };
}
