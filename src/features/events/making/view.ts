import type { Actor } from '../../../core/access.js';
import type { Instant, LocalDate } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { mayFind } from '../find.js';
import { goneEvent } from '../ids.js';
import { nextDays } from '../recurrence.js';
import { type Conflict, conflictsOf } from '../rules/conflicts.js';
import { isOver, lastSession } from '../rules/state.js';
import { eventsSection } from '../settings.js';
import type { Reached } from '../slides/types.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId } from '../types.js';
import { mayChooseRoom } from '../voice/choose.js';
import { type NamedPerson, named } from './people/named.js';

/** What speaks against a session; `on` says which, where there are several. */
export type SessionConflict = Conflict & { readonly on?: Instant };

/** An event as organisers see it. */
export interface DraftView extends WholeEvent {
  readonly conflicts: readonly SessionConflict[];
  /** The events that the conflicts name. */
  readonly others: readonly WholeEvent[];
  /** Hosts, speakers and others, also those who have not agreed to be named. */
  readonly people: readonly NamedPerson[];
  readonly going: number;
  readonly waiting: number;
  readonly applied: number;
  /** How many were there, and whom its files reached. */
  readonly reached?: Reached & { readonly attended: number };
  /** The first days on which a draft recurs. */
  readonly repeatsOn: readonly LocalDate[];
  readonly over: boolean;
  /** A voice channel can be chosen. */
  readonly hasRooms: boolean;
  readonly now: Instant;
}

/** Throws a `NotFoundError` for an event that is gone. */
export async function viewDraft(context: Context, reader: Actor, id: EventId): Promise<DraftView> {
  const store = eventsStore(context.tx);
  const whole = await store.managed(id);
  if (!whole || !(await mayFind(context, whole, reader))) throw goneEvent();
  const conflicts = await conflictsIn(context, whole);
  return {
    ...whole,
    conflicts,
    others: await store.wholeOf([...new Set(conflicts.flatMap((conflict) => (conflict.type === 'event' ? [conflict.event] : [])))]),
    people: await named(context, whole.people),
    repeatsOn: await daysOf(context, whole),
    hasRooms: await mayChooseRoom(context, whole.event),
    over: isOver(whole.sessions, context.now),
    now: context.now,
  };
}

const DAYS_SHOWN = 3;

async function daysOf(context: Context, { event }: WholeEvent): Promise<readonly LocalDate[]> {
  if (event.state !== 'draft' || event.series === null) return [];
  const series = await eventsStore(context.tx).series(event.series);
  const days = series ? await nextDays(series.rule, series.startsOn, DAYS_SHOWN) : [];
  return typeof days === 'string' ? [] : days;
}

/** What speaks against the sessions that are still to come. */
async function conflictsIn(context: Context, { sessions }: WholeEvent): Promise<readonly SessionConflict[]> {
  const coming = sessions.filter(({ state, endsAt }) => state === 'planned' && endsAt > context.now);
  const [first] = coming;
  const last = lastSession(coming);
  if (!first || !last) return [];
  const settings = await context.community.settings();
  const { keptFree } = eventsSection.of(settings);
  const beside = await eventsStore(context.tx).sessionsBetween(first.startsAt, last.endsAt);
  return coming.flatMap((session) =>
    conflictsOf(session, beside, settings, keptFree).map((conflict) =>
      sessions.length === 1 ? conflict : { ...conflict, on: session.startsAt },
    ),
  );
}
