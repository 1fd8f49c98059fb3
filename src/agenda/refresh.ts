import { z } from 'zod';
import { type DeliveryId, toId } from '../core/ids.js';
import { type OutgoingMessage, plainText } from '../core/message.js';
import { after, between, DAY, HOUR, type Instant, MINUTE, SECOND } from '../core/time.js';
import type { Context } from '../feature-api/index.js';
import { defineJob, type Job, type JobOutcome } from '../feature-api/job.js';
import { NOT_SENT, THREAD_LOCKED } from '../ports/agenda.js';
import { type ChatAdapter, DeliveryError, type MessageRef } from '../ports/chat.js';
import type { DeliverDeps } from './deliver.js';
import { adapterOf, resolveDestination } from './destination.js';
import { ENGINE_LATENESS, REFRESH } from './jobs.js';
import { type FailedAttempt, tryAgain } from './patience.js';

/** The message is composed until it no longer changes, at most this many times in one run. */
const MAX_ROUNDS = 5;
/** How long an edit waits for a message that is not sent yet. */
const UNSENT_PATIENCE = DAY;

/**
 * The job that edits a sent message to show what is true now. This is a convenience for readers, so a message that can no
 * longer be edited is left as it is.
 */
export function createRefreshJob(deps: DeliverDeps): Job {
  return defineJob(
    { kind: REFRESH, class: 'delivery', lateness: ENGINE_LATENESS.refresh, payload: z.object({ delivery: z.int().positive() }) },
    (_context, payload, current): Promise<JobOutcome> => refresh(deps, toId<DeliveryId>(payload.delivery), current),
  );
}

async function refresh(deps: DeliverDeps, id: DeliveryId, current: FailedAttempt): Promise<JobOutcome> {
  const { store, adapters, clock } = deps;
  const delivery = await store.autocommit.deliveries.findById(id);
  if (delivery === undefined || delivery.state === 'dropped' || delivery.state === 'failed')
    return { type: 'dropped', reason: 'no-message' };
  // An organiser confirmed that it arrived, or its reader read it on request, so nothing can be edited. A parked message is
  // composed when its reader asks.
  if (delivery.message === null && (delivery.state === 'sent' || delivery.state === 'waiting'))
    return { type: 'dropped', reason: 'no-message' };
  if (delivery.message === null) {
    const now = clock.now();
    // If it is sent later, it is composed from what is true then.
    if (now >= after(current.dueAt, UNSENT_PATIENCE)) return { type: 'dropped', reason: 'too-late' };
    return { type: 'later', at: (inside) => nextLook(inside, id, current.dueAt, now), reason: NOT_SENT };
  }
  const adapter = adapterOf(deps, delivery);
  if (!adapter) return notChanged(new DeliveryError('the platform of the message is not connected', 'wait'), current);
  const notification = deps.notifications(delivery.kind);
  const { platform } = delivery.message.conversation;
  const resolved = await resolveDestination(
    { repositories: store.autocommit, adapters },
    // Since then another space may have the channel too.
    delivery.to.to === 'channel' || delivery.to.to === 'thread' ? { ...delivery.to, platform } : delivery.to,
    await store.autocommit.community.settings(),
  );
  if (!notification || resolved.type !== 'reachable') return { type: 'dropped', reason: 'no-message' };

  let shown: string | undefined;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const composed = await notification.compose(store.autocommit, delivery.args, { audience: resolved.audience });
    if ('drop' in composed) return { type: 'dropped', reason: composed.drop };
    if (plainText(composed.message) === shown) break;
    shown = plainText(composed.message);
    const end = await change(adapter, delivery.message, composed.message, current);
    if (end === undefined) continue;
    // It is edited once the thread is unlocked.
    if (end.type === 'dropped' && end.reason === THREAD_LOCKED) await store.autocommit.deliveries.update(id, { reason: THREAD_LOCKED });
    return end;
  }
  return { type: 'done', effects: async () => {} };
}

/**
 * When an edit looks again whose message was not sent yet, unless the end of the delivery wakes it earlier. Call it in the transaction
 * that writes the result, so that the delivery cannot end in between.
 */
async function nextLook({ deliveries }: Context, id: DeliveryId, plannedFor: Instant, now: Instant): Promise<Instant> {
  const delivery = await deliveries.findById(id);
  const isAhead = delivery?.state === 'planned' || delivery?.state === 'sending' || delivery?.state === 'held';
  if (!isAhead) return now;
  // A held message (quiet hours, an organiser's decision) may stay held for hours.
  const shortest = delivery.state === 'held' ? MINUTE : SECOND;
  // As long again as it has waited: a platform that is away for hours is not looked at each second.
  return after(now, Math.min(Math.max(between(plannedFor, now), shortest), HOUR));
}

/** Edits the message. Returns how the run ends if the platform did not accept the edit. */
async function change(
  adapter: ChatAdapter,
  message: MessageRef,
  content: OutgoingMessage,
  current: FailedAttempt,
): Promise<JobOutcome | undefined> {
  try {
    await adapter.update(message, content, { mentions: new Map() });
    return undefined;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return notChanged(error, current);
  }
}

/** An edit whose outcome is unknown may be made again. */
function notChanged(error: DeliveryError, current: FailedAttempt): JobOutcome {
  return tryAgain(error, current) ?? { type: 'dropped', reason: error.locked ? THREAD_LOCKED : 'cannot-be-changed' };
}
