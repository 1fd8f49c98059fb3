import { DAY } from '../core/time.js';
import type { Lateness } from './job.js';
import type { Composed } from './notification.js';

/** However late it is, it is still wanted. */
export const wheneverPossible: Lateness = { policy: 'run' };

/** Dropped once it is later than `days` days. */
export const withinDays = (days: number): Lateness => ({ policy: 'drop', afterMs: days * DAY });

/** Of a message that is worth reading two weeks later, and rather comes twice than never. */
export const lasting = { lateness: withinDays(14), onUnknownOutcome: 'resend' } as const;

/** What a message is about no longer exists. */
export const composedGone: Composed = { drop: 'gone' };
