/**
 * When the wall clock of a zone shows a given day and hour, told without any of the program's own arithmetic: from the
 * moments at which the zone's offset changes, found by bisection in what the platform's calendar prints.
 */
const DAY = 24 * 3_600_000;

export interface Stretch {
  /** From here on… */
  readonly from: number;
  /** …the wall clock is so far ahead of UTC. */
  readonly offset: number;
}

/** The stretches of one offset each between two moments, in order. Changes less than a day apart are not told from one another. */
export function stretchesOf(zone: string, from: number, to: number): readonly Stretch[] {
  const print = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  // Swedish prints `2026-03-29 03:30:00`.
  const offsetAt = (moment: number) => Date.parse(`${print.format(moment).replace(' ', 'T')}Z`) - moment;
  const found: Stretch[] = [{ from, offset: offsetAt(from) }];
  let after = offsetAt(from);
  for (let moment = from; moment < to; moment += DAY) {
    const before = after;
    after = offsetAt(moment + DAY);
    if (after === before) continue;
    let [low, high] = [moment, moment + DAY];
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    found.push({ from: high, offset: offsetAt(high) });
  }
  return found;
}

/**
 * The rule: the first moment at which the wall clock shows it. An hour (or a day) that is skipped: as long after the
 * skip as it lies behind its begin.
 */
export function momentOf(wall: number, stretches: readonly Stretch[]): number {
  // By index: this is asked millions of times.
  for (let index = 0; index < stretches.length; index += 1) {
    const { from, offset } = stretches[index] as Stretch;
    const next = stretches[index + 1];
    const until = next?.from ?? Number.POSITIVE_INFINITY;
    const moment = wall - offset;
    if (moment >= from && moment < until) return moment;
    // The clock passed over it at the end of this stretch.
    if (next !== undefined && wall >= until + offset && wall < until + next.offset) return moment;
  }
  throw new RangeError('outside of what is known of the zone');
}

type Every = { readonly every: 'week' | 'two-weeks' | 'month'; readonly weekday: number; readonly which: number };

/** Every day of a rhythm from `from` on (at midnight, as if in UTC), day by day. Weekdays begin with Sunday, 0. */
export function* daysOf({ every, weekday, which }: Every, from: number): Generator<number> {
  for (let day = from; ; day += DAY) {
    const date = new Date(day);
    if (date.getUTCDay() !== weekday) continue;
    if (every === 'week') yield day;
    // 7 January 2024 was a Sunday: its week and every other from there.
    if (every === 'two-weeks' && Math.floor((day - Date.UTC(2024, 0, 7)) / (7 * DAY)) % 2 === 0) yield day;
    if (every === 'month') {
      const number = Math.ceil(date.getUTCDate() / 7);
      const isLast = new Date(day + 7 * DAY).getUTCMonth() !== date.getUTCMonth();
      // The fifth is the last, where there are only four.
      if (which === 5 ? isLast : number === which) yield day;
    }
  }
}
