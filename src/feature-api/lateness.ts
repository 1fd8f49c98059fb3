import { DAY } from '../core/time.js';
import type { Lateness } from './job.js';
import type { Composed } from './notification.js';

/** Runs however late it is. */
export const wheneverPossible: Lateness = { policy: 'run' };

/** Dropped once it is later than `days` days. */
export const withinDays = (days: number): Lateness => ({ policy: 'drop', afterMs: days * DAY });

/** For messages that are still useful two weeks later, and of which two are better than none. */
export const lasting = { lateness: withinDays(14), onUnknownOutcome: 'resend' } as const;

/** What a message is about no longer exists. */
export const composedGone: Composed = { drop: 'gone' };
