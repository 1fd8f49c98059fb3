import { HOUR, type Instant, SECOND } from '../core/time.js';

/** After this many failed tries a row is failed, and organisers see it. */
export const ATTEMPTS_MAX = 8;
/** So often may a process end with a row in its hands before the row is taken for the cause. */
export const INTERRUPTIONS_MAX = 20;

const FIRST = 5 * SECOND;
const FACTOR = 4;
const LONGEST = HOUR;

/** When to try again after `failures` failed tries: 5 s, 20 s, 80 s … at most an hour apart; undefined = no more. */
export function nextAttempt(failures: number, now: Instant): Instant | undefined {
  if (failures >= ATTEMPTS_MAX) return undefined;
  return now + Math.min(LONGEST, FIRST * FACTOR ** (failures - 1));
}
