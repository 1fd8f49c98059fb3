import { z } from 'zod';
import { type DeliveryId, toId } from '../core/ids.js';
import { defineJob, type Job, type JobOutcome } from '../core/job.js';
import { type Message, plainText } from '../core/message.js';
import { DAY, type Instant, MINUTE, SECOND } from '../core/time.js';
import { type ChatAdapter, DeliveryError, type MessageRef } from '../ports/chat.js';
import type { Repositories } from '../ports/store.js';
import type { DeliverDeps } from './deliver.js';
import { adapterOf, resolveDestination } from './destination.js';

/** The kind of row that the store writes when a message that is out is to be put together anew. */
const REFRESH = 'refresh';
/** It is put together again until it no longer changes: at most so often in one run. */
const ROUNDS = 5;

/**
 * The job that changes a message where it stands, to what is true now. A convenience for whoever looks at it: what can't
 * be changed any more is left as it is.
 */
export function createRefreshJob(deps: DeliverDeps): Job<Repositories> {
  return defineJob({
    kind: REFRESH,
    class: 'delivery',
    lateness: { policy: 'drop', afterMs: DAY },
    payload: z.object({ delivery: z.int().positive() }),
    run: (payload): Promise<JobOutcome<Repositories>> => refresh(deps, toId<DeliveryId>(payload.delivery)),
  });
}

async function refresh(deps: DeliverDeps, id: DeliveryId): Promise<JobOutcome<Repositories>> {
  const { store, adapters, clock } = deps;
  const delivery = await store.autocommit.deliveries.findById(id);
  if (delivery === undefined || delivery.state === 'dropped' || delivery.state === 'failed')
    return { type: 'dropped', reason: 'no-message' };
  // An organiser has said that it arrived, or its reader has been given it on asking: there is nothing to change. Who has yet to ask is given what is true then.
  if (delivery.message === null && (delivery.state === 'sent' || delivery.state === 'waiting'))
    return { type: 'dropped', reason: 'no-message' };
  // One that is held (the night, an organiser's word) may be so for hours.
  if (delivery.message === null)
    return { type: 'later', at: clock.now() + (delivery.state === 'held' ? MINUTE : SECOND), reason: 'not-sent-yet' };
  const adapter = adapterOf(deps, delivery);
  const notification = deps.notifications(delivery.kind);
  const resolved = await resolveDestination({ read: store.autocommit, adapters }, delivery.to, await store.autocommit.community.settings());
  if (!adapter || !notification || resolved.type !== 'reachable') return { type: 'dropped', reason: 'no-message' };

  let shown: string | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const composed = await notification.compose(delivery.args, { audience: resolved.audience, now: clock.now() });
    if ('drop' in composed) return { type: 'dropped', reason: composed.drop };
    if (plainText(composed.message) === shown) break;
    shown = plainText(composed.message);
    const end = await change(adapter, delivery.message, composed.message, clock.now());
    if (end !== undefined) return end;
  }
  return { type: 'done', effects: async () => {} };
}

/** How the run ends if the platform did not take the change. */
async function change(
  adapter: ChatAdapter,
  message: MessageRef,
  content: Message,
  now: Instant,
): Promise<JobOutcome<Repositories> | undefined> {
  try {
    await adapter.update(message, content, { mentions: new Map() });
    return undefined;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    if (error.outcome === 'wait') return { type: 'later', at: now + (error.retryAfterMs ?? SECOND), reason: 'rate-limit' };
    return { type: 'dropped', reason: 'cannot-be-changed' };
  }
}
