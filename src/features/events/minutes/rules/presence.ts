import type { Attendance, Registration } from '../../types.js';

/** Who was at a meeting, from registrations and what was noted of attendance. */
export interface Presence<R> {
  readonly present: readonly R[];
  readonly excused: readonly R[];
  /** Undefined where nobody noted who was there: then nobody is said to have been absent. */
  readonly absent: readonly R[] | undefined;
}

export function presenceOf<R extends Pick<Registration, 'id' | 'state'>>(
  registrations: readonly R[],
  attendance: readonly Pick<Attendance, 'registration'>[],
): Presence<R> {
  const there = new Set(attendance.map(({ registration }) => registration));
  const away = registrations.filter(({ id }) => !there.has(id));
  const isNoted = there.size > 0;
  return {
    present: registrations.filter(({ id, state }) => (isNoted ? there.has(id) : state === 'going')),
    excused: away.filter(({ state }) => state === 'declined'),
    absent: isNoted ? away.filter(({ state }) => state === 'going') : undefined,
  };
}
