import type { Actor } from '../../../core/access.js';
import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { requireEvent } from '../find.js';
import { type Conflict, conflictsOf } from '../rules/conflicts.js';
import { firstSession, isOver } from '../rules/state.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId } from '../types.js';
import { type NamedPerson, peopleFor } from './people/named.js';

/** An event as organisers see it. */
export interface DraftView extends WholeEvent {
  readonly conflicts: readonly Conflict[];
  /** The events that the conflicts name. */
  readonly others: readonly WholeEvent[];
  /** Hosts, speakers and others, also those who have not agreed to be named. */
  readonly people: readonly NamedPerson[];
  readonly going: number;
  readonly waiting: number;
  readonly applied: number;
  readonly over: boolean;
  readonly now: Instant;
}

/** Throws a `NotFoundError` for an event that is gone. */
export async function viewDraft(context: Context, reader: Actor, id: EventId): Promise<DraftView> {
  const store = eventsStore(context.tx);
  const whole = await requireEvent(context, id, reader);
  const first = firstSession(whole.sessions);
  const settings = await context.community.settings();
  const beside = first ? await store.sessionsBetween(first.startsAt, first.endsAt) : [];
  const conflicts = first ? conflictsOf(first, beside, settings) : [];
  return {
    ...whole,
    conflicts,
    others: await store.wholeOf([...new Set(conflicts.flatMap((conflict) => (conflict.type === 'event' ? [conflict.event] : [])))]),
    people: await peopleFor(context, id),
    ...(await store.countsOf(id)),
    over: isOver(whole.sessions, context.now),
    now: context.now,
  };
}
