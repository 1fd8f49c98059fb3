import { DAY } from '../core/time.js';
import type { Lateness } from './job.js';
import type { Composed } from './notification.js';

/** Sent however late: the message is composed from what is true then, and dropped if it no longer makes sense. */
export const wheneverPossible: Lateness = { policy: 'run' };

/** Dropped once it is later than so many days, when it would only puzzle its reader. */
export function withinDays(days: number): Lateness {
  return { policy: 'drop', afterMs: days * DAY };
}

/** What the message is about is no longer there. */
export const composedGone: Composed = { drop: 'gone' };
