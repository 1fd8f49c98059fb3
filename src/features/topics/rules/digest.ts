import { nextOccurrence } from '../../../calendar/cadence.js';
import { addDays, instantOf, localDateOf } from '../../../calendar/wall-clock.js';
import type { Instant, LocalDate, LocalTime, Weekday, Zone } from '../../../core/time.js';

interface Digest {
  readonly weekday: Weekday;
  readonly time: LocalTime;
  readonly zone: Zone;
}

/** The next digest after `now`: its day and its hour on the community's clock. Throws a `RangeError` for a weekday that does not exist. */
export function nextDigest(now: Instant, { weekday, time, zone }: Digest): { readonly date: LocalDate; readonly at: Instant } {
  const today = localDateOf(now, zone);
  for (const from of [today, addDays(today, 1)]) {
    const date = nextOccurrence(from, { every: 'week', weekday });
    if (date === undefined) continue;
    const at = instantOf(date, time, zone);
    if (at > now) return { date, at };
  }
  throw new RangeError(`no ${weekday} within a week`);
}

/** The first line of what somebody wrote that says something. */
export function firstLine(words: string): string {
  return (
    words
      .split('\n')
      .map((line) => line.trim())
      .find((line) => line !== '') ?? ''
  );
}
