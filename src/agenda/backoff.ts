import { HOUR, type Instant, SECOND } from '../core/time.js';

/** After this many failed tries a row is failed, and organisers see it. */
export const ATTEMPTS_MAX = 8;
/** After so many processes ended with a row in their hands, it may be the cause: from then on it runs with nothing beside it. */
export const QUARANTINE_AFTER = 3;
/** So many of its tries alone may end with the process before it is taken for the cause. */
export const QUARANTINE_TRIES_MAX = 10;

const FIRST = 5 * SECOND;
const FACTOR = 4;
const LONGEST = HOUR;

/** When to try again after `failures` failed tries: 5 s, 20 s, 80 s … at most an hour apart; undefined = no more. */
export function nextAttempt(failures: number, now: Instant): Instant | undefined {
  if (failures >= ATTEMPTS_MAX) return undefined;
  return now + Math.min(LONGEST, FIRST * FACTOR ** (failures - 1));
}
