import { momentsOf } from '../../../calendar/wall-clock.js';
import { InputError } from '../../../core/errors.js';
import type { Instant, LocalDate, LocalTime, Zone } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { overlapsOther, renumbered } from '../rules/sessions.js';
import { comingMoments, endsBefore, type TimesProblem } from '../rules/times.js';
import { eventsStore } from '../store/index.js';
import type { Session, SessionId, SessionTimes } from '../types.js';

export type Moments = Pick<Session, 'startsAt' | 'endsAt'>;

export function isSameTime(one: SessionTimes, other: SessionTimes): boolean {
  return one.date === other.date && one.startTime === other.startTime && one.endTime === other.endTime;
}

/** The moments of a session to come. Throws an `InputError` for an hour that can't be. */
export function requireMoments(times: SessionTimes, zone: Zone, now: Instant): Moments {
  const moments = comingMoments(times, zone, now);
  if ('problem' in moments) throw badTimes(moments.problem);
  return moments;
}

/** The same for hours that someone has typed. Throws an `InputError` for an end before the start, too. */
export function requireTyped(times: SessionTimes, zone: Zone, now: Instant): Moments {
  const { startTime: start, endTime: end } = times;
  if (endsBefore(times)) throw new InputError('ends before it starts', phrase('events-hours.error.before', { start, end }));
  return requireMoments(times, zone, now);
}

/** The moment at an hour of a wall clock. Throws an `InputError` for an hour that the clocks skip or show twice. */
export function requireMoment(date: LocalDate, time: LocalTime, zone: Zone): Instant {
  const [moment, ...others] = momentsOf(date, time, zone);
  if (moment !== undefined && others.length === 0) return moment;
  throw badTimes({ type: moment === undefined ? 'missing' : 'twice', at: 'startTime', time });
}

/** Throws an `InputError` for a session that would take place while another one of the event does. */
export function requireFree(moments: Moments & { readonly id?: SessionId }, sessions: readonly Session[]): void {
  if (overlapsOther(moments, sessions)) throw new InputError('overlaps', phrase('events-making.error.overlap'));
}

/** Numbers sessions by when they begin. */
export async function renumber(context: Context, sessions: readonly Session[]): Promise<void> {
  for (const { id, position } of renumbered(sessions)) await eventsStore(context.tx).updateSession(id, { position });
}

export function badTimes(problem: TimesProblem): InputError {
  switch (problem.type) {
    case 'missing':
    case 'twice':
      return new InputError(`hour ${problem.type}`, phrase(`events.error.${problem.type}`, { time: problem.time }));
    case 'past':
    case 'far':
    case 'long':
      return new InputError(`time ${problem.type}`, phrase(`events.error.${problem.type}`));
    default:
      return problem satisfies never;
  }
}
