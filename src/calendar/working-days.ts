import type { Settings } from '../core/settings.js';
import type { LocalDate, LocalTime } from '../core/time.js';
import { addDays, weekdayOf } from './wall-clock.js';

type Week = Pick<Settings, 'workingWeek' | 'blackouts'>;

/** The blackout that `date` falls into, if any. */
export function blackoutOn(date: LocalDate, { blackouts }: Pick<Settings, 'blackouts'>): Settings['blackouts'][number] | undefined {
  return blackouts.find((blackout) => blackout.from <= date && date <= blackout.to);
}

/** Whether people work on a date: it belongs to the working week and is no day off. */
export function isWorkingDay(date: LocalDate, week: Week): boolean {
  return week.workingWeek.includes(weekdayOf(date)) && !blackoutOn(date, week);
}

/** `date`, or the first day after it that is neither off nor in a blackout; `undefined` if a whole year is. */
export function nextWorkingDay(date: LocalDate, week: Week): LocalDate | undefined {
  for (let days = 0; days <= 366; days++) {
    const candidate = addDays(date, days);
    if (isWorkingDay(candidate, week)) return candidate;
  }
  return undefined;
}

type Outage = Settings['outages'][number];

/** Whether an outage window begins on this day. */
export function hasOutage(date: LocalDate, { days, dates = [] }: Pick<Outage, 'days' | 'dates'>): boolean {
  return days.includes(weekdayOf(date)) && (dates.length === 0 || dates.some(({ from, to }) => from <= date && date <= to));
}

/** The outage windows that an hour of a day falls into: organisers are warned, nothing is refused. */
export function outagesAt(date: LocalDate, time: LocalTime, { outages }: Pick<Settings, 'outages'>): readonly Outage[] {
  return outages.filter((outage) => {
    const { start, end } = outage;
    if (start < end) return hasOutage(date, outage) && time >= start && time < end;
    return (hasOutage(date, outage) && time >= start) || (hasOutage(addDays(date, -1), outage) && time < end);
  });
}
