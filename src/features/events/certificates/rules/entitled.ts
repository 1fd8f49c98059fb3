import { between, type Instant } from '../../../../core/time.js';
import { isOver } from '../../rules/state.js';
import type { Attendance, CommunityEvent, EventRole, Session } from '../../types.js';

/** Whoever does one of these at an event gets a certificate for it. */
export const CERTIFIED_ROLES = ['host', 'speaker', 'facilitator'] as const satisfies readonly EventRole[];

interface Held {
  readonly event: Pick<CommunityEvent, 'state' | 'certificate' | 'requiredShare'>;
  readonly sessions: readonly Session[];
}

/** Whether certificates are given now: the event took place and all of it is over. */
export function isCertified({ event, sessions }: Held, now: Instant): boolean {
  return event.state === 'announced' && isOver(sessions, now) && sessions.some(({ state }) => state === 'planned');
}

/** How much of an event somebody attended, in percent of the time of all sessions that were held. */
export function attendedShare(sessions: readonly Session[], attendance: readonly Pick<Attendance, 'session' | 'share'>[]): number {
  const held = sessions.filter(({ state }) => state === 'planned');
  const lengthOf = ({ startsAt, endsAt }: Session) => between(startsAt, endsAt);
  const total = held.reduce((sum, session) => sum + lengthOf(session), 0);
  const attended = held.reduce((sum, session) => {
    const share = attendance.find((one) => one.session === session.id)?.share ?? 0;
    return sum + lengthOf(session) * Math.min(share, 100);
  }, 0);
  return total === 0 ? 0 : attended / total;
}

/** Whether a person attended enough of an event to get its certificate. */
export function attendedEnough({ event, sessions }: Held, attendance: readonly Pick<Attendance, 'session' | 'share'>[]): boolean {
  const share = attendedShare(sessions, attendance);
  return event.certificate && share > 0 && share >= event.requiredShare;
}

/** The time of all sessions that were held, in hours with one digit after the point. */
export function hoursOf(sessions: readonly Session[]): number {
  const held = sessions.filter(({ state }) => state === 'planned');
  return Math.round(held.reduce((sum, { startsAt, endsAt }) => sum + between(startsAt, endsAt), 0) / 360_000) / 10;
}
