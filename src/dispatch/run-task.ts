import type { Contexts } from '../feature-api/index.js';
import type { InboundEvent } from '../ports/chat.js';
import { findAsker, requestOf } from './asker.js';
import { type EventGroups, type Fail, type Handled, replyOfRepeated } from './event-groups.js';
import type { Profile } from './profile.js';
import type { Task } from './task.js';

/** An event that is to be handled. */
export interface Due {
  readonly event: InboundEvent;
  readonly task: Task;
  readonly fail: Fail;
  readonly profile: Profile;
  /** The process that is to answer it, if that is known to be this one. */
  readonly holder?: string;
  /** A long operation waits for its turn before its effects are written. */
  readonly beforeEffects: () => Promise<void>;
}

/**
 * Runs a task in the transaction that marks its event as handled and keeps its reply, or a long one before that transaction. Throws
 * what the task throws, after which nothing of the event is written.
 */
export function createRunTask({ urgent: autocommit }: Pick<Contexts, 'urgent'>, groups: EventGroups): (due: Due) => Promise<Handled> {
  const { inbound } = autocommit;
  /** The events whose handlers run outside a transaction now. */
  const alone = new Map<string, Promise<Handled>>();

  /** A copy that comes meanwhile (a page repeats its request, and a recovery has taken the event over) waits for the first. */
  async function runAlone(due: Due): Promise<Handled> {
    const { eventId } = due.event;
    const current = alone.get(eventId);
    if (current) return { reply: await current.then(() => replyOfRepeated(inbound, due)) };
    const running = runOutside(due).finally(() => alone.delete(eventId));
    alone.set(eventId, running);
    return running;
  }

  /** A process that ends before the effects are written leaves the event to be handled again. */
  async function runOutside(due: Due): Promise<Handled> {
    const { event, task, profile, beforeEffects } = due;
    if (await inbound.isHandled(event.eventId)) return { reply: await replyOfRepeated(inbound, due) };
    const request = await autocommit.atomically(async (context) => requestOf(await findAsker(context, event, profile), event, context));
    const result = await task.run(autocommit, request);
    if ('type' in result && result.type === 'effects') await beforeEffects();
    return groups.handle({ ...due, request, run: async () => result });
  }

  return (due) => (due.task.transaction === 'own' ? runAlone(due) : groups.handle({ ...due, run: due.task.run }));
}
