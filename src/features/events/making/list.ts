import { type Actor, isAllowed } from '../../../core/access.js';
import type { Instant, Zone } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { visibleOf } from '../find.js';
import { nextOfSeries } from '../rules/state.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import { type EventId, type EventState, REGISTRATION_STATES, type RegistrationState } from '../types.js';

const PER_PAGE = 8;

/** A page of the coming events as one reader sees it. */
export interface EventList {
  readonly events: readonly WholeEvent[];
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  /** What the reader answered. */
  readonly own: ReadonlyMap<EventId, RegistrationState>;
  readonly now: Instant;
  readonly zone: Zone;
  readonly organiser: boolean;
}

/** Events that are not over, the next ones first; drafts only for organisers. */
export async function comingEvents(context: Context, reader: Actor, wanted: number): Promise<EventList> {
  const store = eventsStore(context.tx);
  const organiser = isAllowed(reader, 'organiser');
  const states: readonly [EventState, ...EventState[]] = organiser ? ['draft', 'announced', 'cancelled'] : ['announced', 'cancelled'];
  const all = nextOfSeries(await visibleOf(context, await store.coming(context.now, { states }), reader));
  const pages = Math.max(1, Math.ceil(all.length / PER_PAGE));
  const page = Math.min(Math.max(0, wanted), pages - 1);
  const registrations = await store.registrationsBy(reader.id, REGISTRATION_STATES);
  return {
    events: all.slice(page * PER_PAGE, (page + 1) * PER_PAGE),
    page,
    pages,
    total: all.length,
    own: new Map(registrations.map(({ event, state }) => [event, state])),
    now: context.now,
    zone: reader.timezone,
    organiser,
  };
}
