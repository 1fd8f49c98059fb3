import { z } from 'zod';
import { type DeliveryId, toId } from '../core/ids.js';
import { after, SECOND } from '../core/time.js';
import type { Context } from '../feature-api/context.js';
import { defineJob, type Job, type JobOutcome } from '../feature-api/job.js';
import { type Delivery, THREAD_LOCKED } from '../ports/agenda.js';
import { type ChatAdapter, type ConversationRef, DeliveryError, type MessageRef, PLATFORMS } from '../ports/chat.js';
import type { DeliverDeps } from './deliver.js';
import { adapterOf } from './destination.js';
import { ENGINE_LATENESS, REMOVE } from './jobs.js';
import { type FailedAttempt, tryAgain } from './patience.js';
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
  return defineJob(
    { kind: REMOVE, class: 'delivery', lateness: ENGINE_LATENESS.remove, payload },
    (_context, what, current): Promise<JobOutcome> =>
      'message' in what ? removeMessage(deps, what.message, current) : removeDelivery(deps, toId<DeliveryId>(what.delivery), current),
  );
}

async function removeMessage({ adapters }: DeliverDeps, message: MessageRef, current: FailedAttempt): Promise<JobOutcome> {
  const adapter = adapters.get(message.conversation.platform);
  const outcome = await asOutcome(current, () => connected(adapter).remove(message), { type: 'done', effects: async () => {} });
  // Features ask `Platforms.mayRemove` before, so organisers are not asked to repair this.
  const isForbidden = outcome.type === 'failed' && adapter !== undefined && adapter.capabilities.moderation !== true;
  return isForbidden ? { type: 'dropped', reason: 'cannot-be-removed' } : outcome;
}

/** What stands on a platform that is not connected is removed once it is connected again. */
function connected(adapter: ChatAdapter | undefined): ChatAdapter {
  if (adapter === undefined) throw new DeliveryError('the platform of the message is not connected', 'wait');
  return adapter;
}

async function removeDelivery(deps: DeliverDeps, id: DeliveryId, current: FailedAttempt): Promise<JobOutcome> {
  const { agenda, deliveries } = deps.store.autocommit;
  const { now } = current;
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
      await forgetThread(context, delivery);
      await context.deliveries.update(id, { state: 'dropped', reason: 'removed', message: null, outcomeUnknown: false });
      for (const copy of copies) if (copy.reason !== 'removed') await context.deliveries.remove(copy.key, now);
    },
  };
  return asOutcome(current, () => removeFrom(deps, delivery), gone);
}

/** A thread is gone with the message that opened it: the next message opens another one. */
async function forgetThread({ deliveries, conversations }: Context, { id, to, conversation: stood }: Delivery): Promise<void> {
  if (to.to !== 'thread' || stood === null || (await deliveries.opener(id)) !== undefined) return;
  await conversations.forget(to.thread, stood.platform);
}

/** Deletes the message of a delivery, if it has one. */
async function removeFrom(deps: DeliverDeps, delivery: Delivery): Promise<void> {
  const { message, outcomeUnknown, conversation: tried } = delivery;
  if (message === null && (!outcomeUnknown || tried === null)) return;
  const adapter = connected(message === null ? adapterOf(deps, delivery) : deps.adapters.get(message.conversation.platform));
  const found = message ?? (await placeOfAttempt(delivery, adapter)?.find(delivery.key, delivery.dueAt))?.message;
  if (found !== undefined) return adapter.remove(found);
  // Its sending may have broken off after a part of it.
  const remains = tried && (await adapter.remains?.(tried, delivery.key, delivery.dueAt));
  if (remains) await adapter.remove(remains);
}

/** Runs `work`, which may be repeated. What stands in a deleted place is deleted. */
async function asOutcome(current: FailedAttempt, work: () => Promise<void>, done: JobOutcome): Promise<JobOutcome> {
  try {
    await work();
    return done;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    if (error.gone) return done;
    const again = tryAgain(error, current);
    if (again) return again;
    return { type: 'failed', reason: error.locked ? THREAD_LOCKED : `delivery:${error.outcome}` };
  }
}
