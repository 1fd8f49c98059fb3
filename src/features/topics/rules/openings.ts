import { nextOccurrence } from '../../../calendar/cadence.js';
import { addDays, instantOf, localDateOf } from '../../../calendar/wall-clock.js';
import { isWorkingDay, nextWorkingDay, outagesAt } from '../../../calendar/working-days.js';
import type { BaseSettings } from '../../../core/settings.js';
import { type Instant, type LocalDate, type LocalTime, toLocalDate, toLocalTime, type Weekday, type Zone } from '../../../core/time.js';
import { compareTexts } from './compare.js';
import type { Month } from './month.js';

/** A weekday of each month at an hour of the community's wall clock. */
export interface OpeningDay {
  /** 1 is the first such weekday of the month, 5 the last. */
  readonly which: number;
  readonly weekday: Weekday;
  readonly time: LocalTime;
}

/** The first and the third Sunday at ten. */
export const DEFAULT_OPENING_DAYS: readonly OpeningDay[] = [
  { which: 1, weekday: 'sun', time: toLocalTime('10:00') },
  { which: 3, weekday: 'sun', time: toLocalTime('10:00') },
];

export interface Opening {
  /** The month for which it counts, also when it opens in the next one. */
  readonly month: Month;
  /** Which of the month's topics opens then, from 1. */
  readonly slot: number;
  /** The day that the pattern gives. */
  readonly planned: LocalDate;
  /** The day on which the topic opens: the same one, or the working day to which it moved. */
  readonly date: LocalDate;
  readonly at: Instant;
  /** `date` is a day off all the same, since there is no working day within a year. */
  readonly onDayOff: boolean;
  /** The warnings of outage windows that it falls into, each once. */
  readonly outages: readonly string[];
}

type Calendar = Pick<BaseSettings, 'timezone' | 'workingWeek' | 'blackouts' | 'outages'>;

/**
 * When the topics of a month open, in the order of the days that the pattern gives. An opening on a day off, or at a moment that
 * another topic has (one before it in the month, or one of `others`), moves to the next working day at the same hour. That day may be
 * in the next month; so a month without a working day has its openings one by one on the first working days after it. If there is no
 * working day for a whole year, a topic opens on the day that the pattern gives, so that it is not lost.
 */
export function openingsOf(
  month: Month,
  pattern: readonly OpeningDay[],
  calendar: Calendar,
  others: readonly Instant[] = [],
): readonly Opening[] {
  const taken = new Set(others);
  return patternDays(month, pattern).map(({ planned, time }, index) => {
    const place = placeOpening(planned, time, calendar, taken);
    taken.add(place.at);
    return { month, slot: index + 1, planned, ...place };
  });
}

/** The days that the pattern gives to the topics of a month, in the order of their slots. */
export function patternDays(
  month: Month,
  pattern: readonly OpeningDay[],
): readonly { readonly planned: LocalDate; readonly time: LocalTime }[] {
  return pattern
    .map(({ which, weekday, time }) => ({ planned: dayOf(month, weekday, which), time }))
    .sort((one, other) => compareTexts(one.planned, other.planned) || compareTexts(one.time, other.time));
}

/** Where one topic opens that is planned for a day; `taken` are the openings of all other topics. */
export function placeOpening(
  planned: LocalDate,
  time: LocalTime,
  calendar: Calendar,
  taken: ReadonlySet<Instant>,
): Pick<Opening, 'date' | 'at' | 'onDayOff' | 'outages'> {
  const at = (date: LocalDate) => instantOf(date, time, calendar.timezone);
  const workingDay = nextWorkingDay(planned, calendar);
  let date = workingDay ?? planned;
  while (taken.has(at(date))) date = following(date, workingDay === undefined, calendar);
  const outages = [...new Set(outagesAt(date, time, calendar).map(({ warning }) => warning))];
  return { date, at: at(date), onDayOff: !isWorkingDay(date, calendar), outages };
}

/** `planned`, or the first day after it on which that hour is not before `earliest`. */
export function notBefore(planned: LocalDate, time: LocalTime, zone: Zone, earliest: Instant): LocalDate {
  const first = localDateOf(earliest, zone);
  const date = first > planned ? first : planned;
  return instantOf(date, time, zone) < earliest ? addDays(date, 1) : date;
}

/** The next day on which a topic may open. */
function following(date: LocalDate, daysOff: boolean, calendar: Calendar): LocalDate {
  const next = addDays(date, 1);
  return daysOff ? next : (nextWorkingDay(next, calendar) ?? next);
}

function dayOf(month: Month, weekday: Weekday, which: number): LocalDate {
  const first = toLocalDate(`${month}-01`);
  return nextOccurrence(first, { every: 'month', weekday, which }) ?? first;
}
