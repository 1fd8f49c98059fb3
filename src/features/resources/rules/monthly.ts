import { nextOccurrence } from '../../../calendar/cadence.js';
import { addDays, instantOf, localDateOf } from '../../../calendar/wall-clock.js';
import { nextWorkingDay } from '../../../calendar/working-days.js';
import type { BaseSettings } from '../../../core/settings.js';
import { type Instant, type LocalDate, type LocalTime, toLocalDate, type Weekday } from '../../../core/time.js';

/** A weekday of each month (1 is the first, 5 the last) at an hour of the community's wall clock. */
export interface Monthly {
  readonly which: number;
  readonly weekday: Weekday;
  readonly time: LocalTime;
}

/** `YYYY-MM` */
type Month = string;

export const monthAfter = (month: Month): Month => addDays(toLocalDate(`${month}-28`), 7).slice(0, 7);
const monthBefore = (month: Month): Month => addDays(toLocalDate(`${month}-01`), -1).slice(0, 7);

/** A day off moves it to the next working day; where there is none for a year, it stays. */
function dayIn(month: Month, { which, weekday }: Monthly, calendar: Pick<BaseSettings, 'workingWeek' | 'blackouts'>): LocalDate {
  const planned = nextOccurrence(toLocalDate(`${month}-01`), { every: 'month', weekday, which });
  if (planned === undefined) throw new RangeError(`no ${weekday} in ${month}`);
  return nextWorkingDay(planned, calendar) ?? planned;
}

/** The first post after `now`, of `from` or a later month; without `from`, of any that is still to come. */
export function nextMonthly(
  now: Instant,
  monthly: Monthly,
  calendar: Pick<BaseSettings, 'timezone' | 'workingWeek' | 'blackouts'>,
  from?: Month,
): { readonly month: Month; readonly at: Instant } {
  const current = localDateOf(now, calendar.timezone).slice(0, 7);
  // Days off may have moved the one of last month into this month.
  const first = monthBefore(current);
  let month = from !== undefined && from > first ? from : first;
  for (;;) {
    const at = instantOf(dayIn(month, monthly, calendar), monthly.time, calendar.timezone);
    if (at > now) return { month, at };
    month = monthAfter(month);
  }
}
