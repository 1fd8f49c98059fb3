import { addDays, instantOf, localDateOf } from '../../../calendar/wall-clock.js';
import { isWorkingDay, nextWorkingDay } from '../../../calendar/working-days.js';
import { type Month, monthOf } from '../../../core/month.js';
import type { Settings } from '../../../core/settings.js';
import { after, DAY, type Instant, type LocalDate, type LocalTime, toLocalDate } from '../../../core/time.js';

export { monthOf as letterMonthOf, toMonth as toLetterMonth } from '../../../core/month.js';

/** The month in which a letter goes out. */
export type LetterMonth = Month;

/** How many days before the letter goes out organisers see the draft. */
export const DAYS_AHEAD = 2;
/** How long after the draft organisers are reminded, in milliseconds. */
export const REMIND_AFTER = DAY;
/** How far ahead the letter tells of what is planned, in milliseconds. */
export const LOOKS_AHEAD = 45 * DAY;
/** How far back a letter tells of news at most, in milliseconds, because a letter after a long pause is no archive. */
export const LOOKS_BACK_MAX = 92 * DAY;
/** How far back the first letter tells of news, in milliseconds. */
export const FIRST_LOOKS_BACK = 31 * DAY;

type Community = Pick<Settings, 'timezone' | 'workingWeek' | 'blackouts'>;
interface Wanted {
  readonly day: number;
  readonly time: LocalTime;
}

export function nextLetterMonth(month: LetterMonth): LetterMonth {
  return monthOf(addDays(toLocalDate(`${month}-28`), 5));
}

/** When the letter of a month goes out, on a working day, and when organisers see its draft, on a working day too. */
export function letterTimes(month: LetterMonth, { day, time }: Wanted, community: Community) {
  const wanted = toLocalDate(`${month}-${String(day).padStart(2, '0')}`);
  const date = nextWorkingDay(wanted, community) ?? wanted;
  return {
    sendAt: instantOf(date, time, community.timezone),
    draftAt: instantOf(lastWorkingDay(addDays(date, -DAYS_AHEAD), community), time, community.timezone),
  };
}

/** When a letter goes out whose draft is written at `now`: as planned, but never sooner than two days later. */
export function sendTime(planned: Instant, now: Instant, time: LocalTime, community: Community): Instant {
  const earliest = localDateOf(after(now, DAYS_AHEAD * DAY), community.timezone);
  if (localDateOf(planned, community.timezone) >= earliest) return planned;
  return instantOf(nextWorkingDay(earliest, community) ?? earliest, time, community.timezone);
}

/** The first month in which a letter can go out whose draft is written at `now`. */
export function firstMonth(now: Instant, time: LocalTime, community: Community): LetterMonth {
  return monthOf(localDateOf(sendTime(now, now, time, community), community.timezone));
}

/** `now`, or the next moment on a working day: letters come on no day off. */
export function onWorkingDay(now: Instant, time: LocalTime, community: Community): Instant {
  const today = localDateOf(now, community.timezone);
  if (isWorkingDay(today, community)) return now;
  return instantOf(nextWorkingDay(today, community) ?? today, time, community.timezone);
}

/** What a letter tells of that is written at `now`: what came since the last one. */
export function letterPeriod(now: Instant, lastTo: Instant | undefined): { readonly from: Instant; readonly to: Instant } {
  const from = lastTo === undefined ? after(now, -FIRST_LOOKS_BACK) : lastTo;
  return { from: from < after(now, -LOOKS_BACK_MAX) ? after(now, -LOOKS_BACK_MAX) : from, to: now };
}

function lastWorkingDay(date: LocalDate, community: Community): LocalDate {
  for (let back = 0; back <= 60; back += 1) {
    const candidate = addDays(date, -back);
    if (isWorkingDay(candidate, community)) return candidate;
  }
  return date;
}
