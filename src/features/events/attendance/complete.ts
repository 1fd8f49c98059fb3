import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { eventsSection } from '../settings.js';
import { eventsStore, type KeptShares, type WholeEvent } from '../store/index.js';
import type { Attendance, EventId, Registration, Session } from '../types.js';
import { requireKept } from './find.js';
import { kindsOfPeople } from './kinds.js';
import { noteKept } from './note.js';
import { type Attendee, attendeesOf, endOf, isCompleteAfter } from './rules/complete.js';
import { type Kinds, shownOf } from './rules/numbers.js';

/** An event with its list. */
export interface WithAttendance extends WholeEvent {
  readonly registrations: readonly Registration[];
  readonly attendance: readonly Attendance[];
}

/** What is kept of an event whose attendance is complete by itself; undefined before, and where nobody was there. */
export async function keptByNow(
  context: Context,
  { event, sessions }: WholeEvent,
  people: readonly Attendee[],
): Promise<KeptShares | undefined> {
  const kept = await eventsStore(context.tx).keptShares(event.id);
  if (kept || people.length === 0 || !(await isOverForDays(context, sessions))) return kept;
  return keepShares(context, event.id, people);
}

/** Whether an event's attendance is complete. */
export async function isAttendanceComplete(context: Context, { event, sessions }: WholeEvent): Promise<boolean> {
  if (await isOverForDays(context, sessions)) return true;
  return (await eventsStore(context.tx).keptShares(event.id)) !== undefined;
}

/** Whether an event ended so long ago that its attendance is complete by itself. */
export async function isOverForDays(context: Context, sessions: readonly Session[]): Promise<boolean> {
  return isCompleteAfter(endOf(sessions), await completeDays(context), context.now);
}

/** After how many days the attendance of an event is complete by itself. */
export async function completeDays(context: Context): Promise<number> {
  return eventsSection.of(await context.community.settings()).completeDays;
}

/**
 * Keeps what is shown of the people who came, and who they were. It never changes, whoever is added, erased or merged later: else two
 * looks would tell what the people are who make the difference.
 */
export async function keepShares(context: Context, event: EventId, people: readonly Attendee[], kinds?: Kinds): Promise<KeptShares> {
  const shares = shownOf(people, kinds ?? (await kindsOfPeople(context, people)));
  return eventsStore(context.tx).keepShares(event, { shares, counted: people.map(({ id }) => id), keptAt: context.now });
}

/** An event whose attendance can be said to be complete, and who came. */
export interface Completable extends WithAttendance {
  readonly people: readonly Attendee[];
}

/**
 * The event, for whoever says that everybody who came is on its list. Throws what `requireKept` throws, and an `InputError` before the
 * last session is over and as long as nobody is noted.
 */
export async function requireCompletable(context: Context, actor: Actor, id: EventId): Promise<Completable> {
  const whole = await requireKept(context, id, actor);
  if (!isCompleteAfter(endOf(whole.sessions), 0, context.now)) throw new InputError('not over', phrase('events-shares.error.not-over'));
  const { registrations, attendance } = await eventsStore(context.tx).registrationsWithAttendance(id);
  const people = attendeesOf(registrations, attendance, whole.sessions);
  if (people.length === 0) throw new InputError('nobody', phrase('events-shares.error.nobody'));
  return { ...whole, registrations, attendance, people };
}

/** Says so. Throws what `requireCompletable` throws. */
export async function completeAttendance(
  context: Context,
  actor: Actor,
  id: EventId,
): Promise<Completable & { readonly kept: KeptShares }> {
  const found = await requireCompletable(context, actor, id);
  const known = await eventsStore(context.tx).keptShares(id);
  if (known) return { ...found, kept: known };
  const kept = await keepShares(context, id, found.people);
  await noteKept(context, actor, found.event);
  return { ...found, kept };
}
