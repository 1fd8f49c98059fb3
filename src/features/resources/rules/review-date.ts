import type { Instant } from '../../../core/time.js';
import { toInstant } from '../../../core/time.js';

/** The same day and hour a number of months later, or earlier if negative; the last day of a month without such a day. */
export function addMonths(instant: Instant, months: number): Instant {
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return toInstant(date.getTime());
}
