import { DAY } from '../core/time.js';
import type { Lateness } from './job.js';
import type { Composed } from './notification.js';

/** However late it is, it is still wanted. */
export const wheneverPossible: Lateness = { policy: 'run' };

/** Dropped once it is later than `days` days. */
export const withinDays = (days: number): Lateness => ({ policy: 'drop', afterMs: days * DAY });

/** What a message is about no longer exists. */
export const composedGone: Composed = { drop: 'gone' };
