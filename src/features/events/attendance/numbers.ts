import { type Actor, isAllowed } from '../../../core/access.js';
import type { Context } from '../../../feature-api/index.js';
import { eventsStore, type KeptShares, type WholeEvent } from '../store/index.js';
import type { EventId } from '../types.js';
import { completeAttendance, completeDays, isOverForDays, keptByNow, type WithAttendance } from './complete.js';
import { requireKept } from './find.js';
import { attendeesOf, endOf, isCompleteAfter } from './rules/complete.js';
import { type Numbers, numbersOf } from './rules/numbers.js';

export interface NumbersView extends WholeEvent {
  readonly numbers: Numbers;
  /** What the people are, once the attendance is complete. */
  readonly kept: KeptShares | undefined;
  /** It may be said now that the attendance is complete. */
  readonly completable: boolean;
  /** After how many days it is complete by itself. */
  readonly completeDays: number;
  /** Organisers may turn on that women and men are counted. */
  readonly organiser: boolean;
}

/** The figures of an event for those who keep its list; throws what `requireKept` throws. */
export async function viewNumbers(context: Context, actor: Actor, id: EventId): Promise<NumbersView> {
  const whole = await requireKept(context, id, actor);
  const found = { ...whole, ...(await eventsStore(context.tx).registrationsWithAttendance(id)) };
  const people = attendeesOf(found.registrations, found.attendance, found.sessions);
  return viewOf(context, actor, { ...found, kept: await keptByNow(context, whole, people) });
}

/** The same of an event whose attendance somebody has just said to be complete; throws what `completeAttendance` throws. */
export async function viewCompleted(context: Context, actor: Actor, id: EventId): Promise<NumbersView> {
  return viewOf(context, actor, await completeAttendance(context, actor, id));
}

async function viewOf(
  context: Context,
  actor: Actor,
  { event, sessions, registrations, attendance, kept }: WithAttendance & Pick<NumbersView, 'kept'>,
): Promise<NumbersView> {
  const isComplete = kept !== undefined || (await isOverForDays(context, sessions));
  const isOver = isCompleteAfter(endOf(sessions), 0, context.now);
  return {
    event,
    sessions,
    organiser: isAllowed(actor, 'organiser'),
    numbers: numbersOf({ sessions, registrations, attendance, isComplete }),
    kept,
    completable: kept === undefined && isOver && attendeesOf(registrations, attendance, sessions).length > 0,
    completeDays: await completeDays(context),
  };
}
