import { addDays, momentsOf } from '../../../calendar/wall-clock.js';
import { after, between, type Instant, type LocalTime, type Zone } from '../../../core/time.js';
import type { Session, SessionTimes } from '../types.js';
import { AHEAD_MAX, EVENING, MORNING, SESSION_MAX } from './limits.js';

/** `missing`: the clocks skip that hour; `twice`: they show it twice. */
export type TimesProblem =
  | { readonly type: 'missing' | 'twice'; readonly at: 'startTime' | 'endTime'; readonly time: LocalTime }
  | { readonly type: 'past' | 'far' | 'long' };

/**
 * The moments of a session at hours of a wall clock. An end that is not after the start is on the next day. Hours that the clocks
 * skip or show twice are not guessed.
 */
export function sessionMoments(
  { date, startTime, endTime }: SessionTimes,
  zone: Zone,
): { readonly startsAt: Instant; readonly endsAt: Instant } | { readonly problem: TimesProblem } {
  const starts = momentsOf(date, startTime, zone);
  const ends = momentsOf(endTime > startTime ? date : addDays(date, 1), endTime, zone);
  const startsAt = only(starts);
  const endsAt = only(ends);
  if (startsAt === undefined) return { problem: { type: starts.length === 0 ? 'missing' : 'twice', at: 'startTime', time: startTime } };
  if (endsAt === undefined) return { problem: { type: ends.length === 0 ? 'missing' : 'twice', at: 'endTime', time: endTime } };
  return between(startsAt, endsAt) > SESSION_MAX ? { problem: { type: 'long' } } : { startsAt, endsAt };
}

/**
 * Whether a typed end lies before the start. An evening may go on past midnight, but not into the day; otherwise one of both hours is
 * wrong, and nobody guesses which.
 */
export function endsBefore({ startTime, endTime }: Pick<SessionTimes, 'startTime' | 'endTime'>): boolean {
  return endTime <= startTime && !(startTime >= EVENING && endTime <= MORNING);
}

/** Whether a typed end is on the day after the start. A slip of the pen looks the same, so organisers are asked. */
export function endsNextDay(times: Pick<SessionTimes, 'startTime' | 'endTime'>): boolean {
  return times.endTime <= times.startTime && !endsBefore(times);
}

/** Sessions that end on the day after they start, and of which no organiser has said that they do, as they stand in the list. */
export function unsureNights(sessions: readonly Session[]): readonly Session[] {
  return sessions.filter(({ state, startTime, endTime, overnightSure }) => state === 'planned' && endTime <= startTime && !overnightSure);
}

/** The moments of a session that is still to come. */
export function comingMoments(times: SessionTimes, zone: Zone, now: Instant): ReturnType<typeof sessionMoments> {
  const moments = sessionMoments(times, zone);
  if ('problem' in moments) return moments;
  if (moments.startsAt <= now) return { problem: { type: 'past' } };
  return moments.startsAt > after(now, AHEAD_MAX) ? { problem: { type: 'far' } } : moments;
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
