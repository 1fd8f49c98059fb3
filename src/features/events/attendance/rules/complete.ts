import { after, DAY, type Instant, latest } from '../../../../core/time.js';
import type { Attendance, Registration, Session } from '../../types.js';
import type { CountedPerson } from './numbers.js';

/** Somebody who was in a session that was held. */
export interface Attendee extends CountedPerson {
  readonly id: Registration['id'];
}

/** When the last session that was not called off ends; undefined where none is left. */
export function endOf(sessions: readonly Pick<Session, 'state' | 'endsAt'>[]): Instant | undefined {
  const [first, ...others] = sessions.filter(({ state }) => state === 'planned').map(({ endsAt }) => endsAt);
  return first === undefined ? undefined : latest(first, ...others);
}

/** Whether the attendance of an event is complete by itself: so many days after its end. */
export const isCompleteAfter = (endsAt: Instant | undefined, days: number, now: Instant): boolean =>
  endsAt !== undefined && after(endsAt, days * DAY) <= now;

/** The people who were in a session that was held. */
export function attendeesOf<Person extends Attendee>(
  registrations: readonly Person[],
  attendance: readonly Attendance[],
  sessions: readonly Pick<Session, 'id' | 'state'>[],
): readonly Person[] {
  const held = new Set(sessions.filter(({ state }) => state === 'planned').map(({ id }) => id));
  const came = new Set(attendance.filter(({ session, share }) => held.has(session) && share > 0).map(({ registration }) => registration));
  return registrations.filter(({ id }) => came.has(id));
}
