import type { Cadence } from '../core/cadence.js';
import { type LocalDate, toLocalDate, WEEKDAYS, type Weekday } from '../core/time.js';
import { addDays, daysBetween, weekdayOf } from './wall-clock.js';

/** A Sunday, from which every second week is counted, so that something two-weekly keeps its rhythm over a restart. */
const EPOCH = toLocalDate('2024-01-07');

/** The first day on or after `from` on which something of this cadence falls; `undefined` when it is by hand. */
export function nextOccurrence(from: LocalDate, cadence: Cadence): LocalDate | undefined {
  switch (cadence.every) {
    case 'manual':
      return undefined;
    case 'week':
      return onOrAfter(from, cadence.weekday);
    case 'two-weeks': {
      const day = onOrAfter(from, cadence.weekday);
      const weeks = Math.floor(daysBetween(EPOCH, day) / 7);
      return weeks % 2 === 0 ? day : addDays(day, 7);
    }
    case 'month': {
      const thisMonth = nthWeekday(from.slice(0, 7), cadence.weekday, cadence.which);
      return thisMonth >= from
        ? thisMonth
        : nthWeekday(addDays(toLocalDate(`${from.slice(0, 7)}-28`), 7).slice(0, 7), cadence.weekday, cadence.which);
    }
    default:
      return cadence satisfies never;
  }
}

/** How many days lie between two occurrences at least. */
export function shortestPeriod(cadence: Cadence): number {
  switch (cadence.every) {
    case 'week':
      return 7;
    case 'two-weeks':
      return 14;
    case 'month':
    case 'manual':
      return 28;
    default:
      return cadence satisfies never;
  }
}

function onOrAfter(from: LocalDate, weekday: Weekday): LocalDate {
  return addDays(from, (WEEKDAYS.indexOf(weekday) - WEEKDAYS.indexOf(weekdayOf(from)) + 7) % 7);
}

/** `which` 5 is the last one of the month, the fourth or the fifth. */
function nthWeekday(month: string, weekday: Weekday, which: number): LocalDate {
  const day = addDays(onOrAfter(toLocalDate(`${month}-01`), weekday), (which - 1) * 7);
  return day.startsWith(month) ? day : addDays(day, -7);
}
