import { z } from 'zod';
import { type DeliveryId, toId } from '../core/ids.js';
import { after, type Instant, SECOND } from '../core/time.js';
import { defineJob, type Job, type JobOutcome } from '../feature-api/job.js';
import { type Delivery, THREAD_LOCKED } from '../ports/agenda.js';
import { type ConversationRef, DeliveryError, type MessageRef, PLATFORMS } from '../ports/chat.js';
import type { DeliverDeps } from './deliver.js';
import { adapterOf } from './destination.js';
import { RATE_LIMIT } from './instrument-delivery.js';
import { ENGINE_LATENESS, REMOVE } from './jobs.js';
import { placeOfAttempt } from './place.js';

const conversation: z.ZodType<ConversationRef> = z.object({
  platform: z.enum(PLATFORMS),
  space: z.string(),
  id: z.string(),
  kind: z.enum(['direct', 'group', 'channel', 'thread']),
});
const payload = z.union([z.object({ delivery: z.int().positive() }), z.object({ message: z.object({ conversation, id: z.string() }) })]);

/**
 * The job that deletes messages: a delivered one in each place where it stands, or any one by its address. It waits for no other
 * delivery than its own, because what should not be read should be gone soon.
 */
export function createRemoveJob(deps: DeliverDeps): Job {
  return defineJob({
    kind: REMOVE,
    class: 'delivery',
    lateness: ENGINE_LATENESS.remove,
    payload,
    run: (_context, what): Promise<JobOutcome> =>
      'message' in what ? removeMessage(deps, what.message) : removeDelivery(deps, toId<DeliveryId>(what.delivery)),
  });
}

async function removeMessage({ adapters, clock }: DeliverDeps, message: MessageRef): Promise<JobOutcome> {
  const adapter = adapters.get(message.conversation.platform);
  if (adapter === undefined) return { type: 'failed', reason: 'delivery:unreachable' };
  const outcome = await asOutcome(clock.now(), () => adapter.remove(message), { type: 'done', effects: async () => {} });
  // The features know it from `Platforms.mayRemove`, so that no organiser has to mend it.
  return outcome.type === 'failed' && adapter.capabilities.moderation !== true ? { type: 'dropped', reason: 'cannot-be-removed' } : outcome;
}

async function removeDelivery(deps: DeliverDeps, id: DeliveryId): Promise<JobOutcome> {
  const { store, clock } = deps;
  const { agenda, deliveries } = store.autocommit;
  const now = clock.now();
  const known = await deliveries.findById(id);
  if (known === undefined) return { type: 'dropped', reason: 'erased' };
  const row = `deliver:${known.key}`;
  // It may have been planned again since, after a failed attempt.
  await agenda.cancel([row]);
  if ((await agenda.find(row))?.state === 'running') return { type: 'later', at: after(now, SECOND), reason: 'not-sent-yet' };
  const delivery = (await deliveries.findById(id)) ?? known;
  const copies = await deliveries.copies(delivery.key);
  const gone: JobOutcome = {
    type: 'done',
    effects: async (context) => {
      await context.deliveries.update(id, { state: 'dropped', reason: 'removed', message: null, outcomeUnknown: false });
      for (const copy of copies) if (copy.reason !== 'removed') await context.deliveries.remove(copy.key, now);
    },
  };
  return asOutcome(now, () => removeFrom(deps, delivery), gone);
}

/** Deletes the message of a delivery, if it has one. */
async function removeFrom(deps: DeliverDeps, delivery: Delivery): Promise<void> {
  const { message, outcomeUnknown, conversation: tried } = delivery;
  if (message === null && (!outcomeUnknown || tried === null)) return;
  const adapter = message === null ? adapterOf(deps, delivery) : deps.adapters.get(message.conversation.platform);
  if (adapter === undefined) throw new DeliveryError('the platform of the message is not connected', 'unreachable');
  const found = message ?? (await placeOfAttempt(delivery, adapter)?.find(delivery.key, delivery.dueAt))?.message;
  if (found !== undefined) return adapter.remove(found);
  // Its sending may have broken off after a part of it.
  const remains = tried && (await adapter.remains?.(tried, delivery.key, delivery.dueAt));
  if (remains) await adapter.remove(remains);
}

/** Runs `work`, which may be repeated. What stands in a deleted place is deleted. */
async function asOutcome(now: Instant, work: () => Promise<void>, done: JobOutcome): Promise<JobOutcome> {
  try {
    await work();
    return done;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    if (error.gone) return done;
    if (error.retryAfterMs !== undefined) return { type: 'later', at: after(now, Math.max(error.retryAfterMs, 1)), reason: RATE_LIMIT };
    if (error.locked) return { type: 'failed', reason: THREAD_LOCKED };
    if (error.outcome === 'refused' || error.outcome === 'unreachable') return { type: 'failed', reason: `delivery:${error.outcome}` };
    throw error;
  }
}
