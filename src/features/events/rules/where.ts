import { after, type Instant } from '../../../core/time.js';
import type { CommunityEvent, Registration, Session } from '../types.js';
import { PLACE_SHOWN_BEFORE } from './limits.js';
import { hasOwnPlace } from './places.js';
import { nextSession } from './state.js';

/** Whether somebody may know place and link now: they have a place, and a session begins soon or goes on. */
export function mayKnowWhere(sessions: readonly Session[], registration: Pick<Registration, 'state'> | undefined, now: Instant): boolean {
  const next = nextSession(sessions, now);
  return next !== undefined && now >= after(next.startsAt, -PLACE_SHOWN_BEFORE) && registration !== undefined && hasOwnPlace(registration);
}

type Where = Pick<CommunityEvent, 'place' | 'link'>;

/** Where somebody goes, in one line: the place, or the link for those who join online. */
export function whereOf({ place, link }: Where, registration: Pick<Registration, 'attends'> | undefined): string {
  return registration?.attends === 'online' ? link || place : place || link;
}
