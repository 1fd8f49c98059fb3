import type { Instant } from '../../../core/time.js';
import type { CommunityEvent, Session } from '../types.js';

/** The first session that is not cancelled; undefined if all are. */
export function firstSession(sessions: readonly Session[]): Session | undefined {
  return sessions.find(({ state }) => state === 'planned');
}

/** The session that is going on or comes next. */
export function nextSession(sessions: readonly Session[], now: Instant): Session | undefined {
  return sessions.find(({ state, endsAt }) => state === 'planned' && endsAt > now);
}

/** Which of an event's sessions it is, as organisers see them numbered; undefined for the only one that is held. */
export function sessionNumber(sessions: readonly Session[], { position }: Pick<Session, 'position'>): number | undefined {
  return sessions.filter(({ state }) => state === 'planned').length > 1 ? position : undefined;
}

export function isOver(sessions: readonly Session[], now: Instant): boolean {
  return nextSession(sessions, now) === undefined;
}

/** Why nobody can register now; undefined: they can. */
export function registrationClosed(
  { state, registrationFrom, registrationUntil }: Pick<CommunityEvent, 'state' | 'registrationFrom' | 'registrationUntil'>,
  sessions: readonly Session[],
  now: Instant,
): 'draft' | 'cancelled' | 'over' | 'not-yet' | 'ended' | undefined {
  if (state !== 'announced') return state;
  if (isOver(sessions, now)) return 'over';
  if (registrationFrom !== null && now < registrationFrom) return 'not-yet';
  return registrationUntil !== null && now >= registrationUntil ? 'ended' : undefined;
}

/** Of each series only the first in the list. */
export function nextOfSeries<T extends { readonly event: Pick<CommunityEvent, 'series'> }>(list: readonly T[]): T[] {
  const seen = new Set<number>();
  return list.filter(({ event: { series } }) => {
    if (series === null) return true;
    const isFirst = !seen.has(series);
    seen.add(series);
    return isFirst;
  });
}

/** The last session that is not cancelled; undefined if all are. */
export function lastSession(sessions: readonly Session[]): Session | undefined {
  return sessions
    .filter(({ state }) => state === 'planned')
    .reduce<Session | undefined>((last, session) => (last === undefined || session.endsAt > last.endsAt ? session : last), undefined);
}
