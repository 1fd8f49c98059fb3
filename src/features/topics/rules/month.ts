import { addDays } from '../../../calendar/wall-clock.js';
import { type Month, monthOf, toMonth } from '../../../core/month.js';
import { type LocalDate, toLocalDate } from '../../../core/time.js';

export { type Month, monthOf, toMonth } from '../../../core/month.js';

/** Which month of the year, 1 to 12. */
export function monthOfYear(month: Month): number {
  return Number(month.slice(5));
}

/** The month `months` after `month`; before it if negative. */
export function addMonths(month: Month, months: number): Month {
  const index = indexOf(month) + months;
  return toMonth(`${String(Math.floor(index / 12)).padStart(4, '0')}-${String((((index % 12) + 12) % 12) + 1).padStart(2, '0')}`);
}

/** How many months `later` is after `earlier`; negative if it is the other way round. */
export function monthsBetween(earlier: Month, later: Month): number {
  return indexOf(later) - indexOf(earlier);
}

/** The same day `months` later, or the last day of that month if it is shorter. */
export function sameDayAfter(date: LocalDate, months: number): LocalDate {
  const month = addMonths(monthOf(date), months);
  const last = addDays(toLocalDate(`${addMonths(month, 1)}-01`), -1);
  const wished = `${month}-${date.slice(8)}`;
  return wished > last ? last : toLocalDate(wished);
}

function indexOf(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + monthOfYear(month) - 1;
}
