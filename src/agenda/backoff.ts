import { after, HOUR, type Instant, SECOND } from '../core/time.js';

/** After this many failed attempts a row has failed, and organisers see it. */
export const ATTEMPTS_MAX = 8;
/** After this many interruptions (a process ended while it ran the row) the row is quarantined, because it may be the cause. */
export const QUARANTINE_AFTER = 3;
/** After this many quarantined attempts that ended the process, the row has failed. */
export const QUARANTINE_TRIES_MAX = 10;

const FIRST = 5 * SECOND;
const FACTOR = 4;
const LONGEST = HOUR;

/**
 * Exponential backoff: 5 s, 20 s, 80 s … at most an hour.
 * @param failures The number of failed attempts so far, at least 1.
 * @returns When to try again, or `undefined` after the last attempt.
 */
export function nextAttempt(failures: number, now: Instant): Instant | undefined {
  if (failures >= ATTEMPTS_MAX) return undefined;
  return after(now, Math.min(LONGEST, FIRST * FACTOR ** (failures - 1)));
}
