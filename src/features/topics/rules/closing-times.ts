import { addDays, instantOf, localDateOf, localTimeOf } from '../../../calendar/wall-clock.js';
import { isWorkingDay, nextWorkingDay } from '../../../calendar/working-days.js';
import type { Settings } from '../../../core/settings.js';
import type { Instant, LocalDate } from '../../../core/time.js';

type Calendar = Pick<Settings, 'timezone' | 'workingWeek' | 'blackouts'>;

/** How many days a last call is moved back at most to a working day. */
const LOOKED_BACK_DAYS = 14;

/** When a discussion ends that begins or goes on at `from`: the given number of days later at the same hour, moved off days off. */
export function endOfDiscussion(from: Instant, days: number, calendar: Calendar): Instant {
  const date = addDays(localDateOf(from, calendar.timezone), days);
  return offDaysOff(instantOf(date, localTimeOf(from, calendar.timezone), calendar.timezone), calendar);
}

/** The moment itself, or the same hour of the next working day; the moment itself where a whole year is off. */
export function offDaysOff(at: Instant, calendar: Calendar): Instant {
  const date = localDateOf(at, calendar.timezone);
  const working = nextWorkingDay(date, calendar) ?? date;
  return working === date ? at : instantOf(working, localTimeOf(at, calendar.timezone), calendar.timezone);
}

/** The hour of the closing on the working day before it; the day before where no working day is near. */
export function lastCallBefore(closesAt: Instant, calendar: Calendar): Instant {
  const day = localDateOf(closesAt, calendar.timezone);
  return instantOf(workingDayBefore(day, calendar), localTimeOf(closesAt, calendar.timezone), calendar.timezone);
}

function workingDayBefore(day: LocalDate, calendar: Calendar): LocalDate {
  for (let days = 1; days <= LOOKED_BACK_DAYS; days++) {
    const candidate = addDays(day, -days);
    if (isWorkingDay(candidate, calendar)) return candidate;
  }
  return addDays(day, -1);
}
