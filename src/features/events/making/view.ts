import type { Actor } from '../../../core/access.js';
import { type Instant, type LocalDate, latest } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { mayFind } from '../find.js';
import { goneEvent } from '../ids.js';
import { nextDays } from '../recurrence.js';
import { inLine } from '../registration/waiting.js';
import { type Conflict, conflictsOf } from '../rules/conflicts.js';
import { sessionsOn } from '../rules/occurrence.js';
import { firstSession, isOver } from '../rules/state.js';
import { eventsSection } from '../settings.js';
import type { Reached } from '../slides/types.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId, Session } from '../types.js';
import { mayChooseRoom } from '../voice/choose.js';
import { type NamedPerson, named } from './people/named.js';

/** What speaks against a session; `on` says which, where there are several. */
export type SessionConflict = Conflict & { readonly on?: Instant };

/** An event as organisers see it. */
export interface DraftView extends WholeEvent {
  readonly conflicts: readonly SessionConflict[];
  /** How many more there are than are named. */
  readonly moreConflicts?: number;
  /** The events that the conflicts name. */
  readonly others: readonly WholeEvent[];
  /** Hosts, speakers and others, also those who have not agreed to be named. */
  readonly people: readonly NamedPerson[];
  readonly going: number;
  readonly waiting: number;
  /** How many of those who wait can't be told of a free place. */
  readonly untold?: number;
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
  const days = await daysOf(context, whole);
  const all = await conflictsIn(context, whole, days);
  const conflicts = all.slice(0, CONFLICTS_NAMED);
  return {
    ...whole,
    conflicts,
    moreConflicts: all.length - conflicts.length,
    others: await store.wholeOf([...new Set(conflicts.flatMap((conflict) => (conflict.type === 'event' ? [conflict.event] : [])))]),
    untold: whole.waiting === 0 ? 0 : (await inLine(context, id)).filter(({ tellable }) => !tellable).length,
    people: await named(context, whole.people),
    repeatsOn: days.slice(0, DAYS_SHOWN),
    hasRooms: await mayChooseRoom(context, whole.event),
    over: isOver(whole.sessions, context.now),
    now: context.now,
  };
}

const DAYS_SHOWN = 3;
/** How many days of a series are checked for conflicts: those of a year that recurs weekly. */
const DAYS_LOOKED_AT = 52;
const CONFLICTS_NAMED = 12;

/** The days on which a draft recurs. */
async function daysOf(context: Context, { event, sessions }: WholeEvent): Promise<readonly LocalDate[]> {
  if (event.state !== 'draft' || event.series === null) return [];
  const series = await eventsStore(context.tx).series(event.series);
  // The draft may have moved since it recurs.
  const days = series ? await nextDays(series.rule, firstSession(sessions)?.date ?? series.startsOn, DAYS_LOOKED_AT) : [];
  return typeof days === 'string' ? [] : days;
}

type Held = Pick<Session, 'event' | 'startsAt' | 'endsAt'>;

/** What speaks against the sessions that are still to come, also on the days on which a draft recurs. */
async function conflictsIn(
  context: Context,
  { event, sessions }: WholeEvent,
  days: readonly LocalDate[],
): Promise<readonly SessionConflict[]> {
  const start = firstSession(sessions);
  const later = start ? days.flatMap((day) => sessionsOn(day, { sessions, occurrence: start.date, zone: event.zone })) : [];
  const coming: readonly Held[] = [
    ...sessions.filter(({ state, endsAt }) => state === 'planned' && endsAt > context.now),
    ...later.map(({ startsAt, endsAt }) => ({ event: event.id, startsAt, endsAt })),
  ];
  const [first] = coming;
  if (!first) return [];
  const settings = await context.community.settings();
  const { keptFree } = eventsSection.of(settings);
  const end = latest(first.endsAt, ...coming.map(({ endsAt }) => endsAt));
  const beside = await eventsStore(context.tx).sessionsBetween(first.startsAt, end, ['announced', 'draft']);
  return coming.flatMap((session) =>
    conflictsOf(session, beside, settings, keptFree).map((conflict) =>
      coming.length === 1 && sessions.length === 1 ? conflict : { ...conflict, on: session.startsAt },
    ),
  );
}
