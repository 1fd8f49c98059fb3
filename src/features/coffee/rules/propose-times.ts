import { addDays, instantOf, localDateOf, MIDNIGHT, minutesOf } from '../../../calendar/wall-clock.js';
import { hasOutage, isWorkingDay } from '../../../calendar/working-days.js';
import type { BaseSettings } from '../../../core/settings.js';
import {
  after,
  between,
  DAY,
  earliest,
  HOUR,
  type Instant,
  intoPeriod,
  type LocalDate,
  type LocalTime,
  latest,
  MINUTE,
  type Zone,
} from '../../../core/time.js';

/** Somebody's usual hours; they may pass midnight. */
export interface Diary {
  readonly zone: Zone;
  readonly hours: { readonly start: LocalTime; readonly end: LocalTime };
}

export interface ProposedTimes {
  readonly times: readonly Instant[];
  /** Nobody's usual hours had to be stretched. */
  readonly withinHours: boolean;
}

type Calendar = Pick<BaseSettings, 'workingWeek' | 'blackouts' | 'outages' | 'timezone'>;

interface Interval {
  readonly from: Instant;
  readonly to: Instant;
}

export const CHAT_LENGTH = 30 * MINUTE;
const GRID = 30 * MINUTE;
/** People get the rest of the day to read the introduction. */
const NOTICE = 18 * HOUR;
const HORIZON_DAYS = 14;
/** Where in a day's common hours each proposal lies: mid-morning, after noon, late morning. */
const PLACES = [0.25, 0.7, 0.45] as const;
/** How many proposals suffice before usual hours are stretched. */
const ENOUGH = 2;
/** Where usual hours have too little in common, they are stretched by these hours on both ends, the least first. */
const STRETCHES = [0, 1, 2, 3, 4] as const;

/**
 * Up to three moments for a chat of half an hour: within everyone's usual hours on their own wall clock, on working days
 * of each one's calendar, off blackouts and outage windows, on different days where there are enough, before `until`.
 * `seed` turns the choice of hours, so that not every pair meets at ten.
 */
export function proposeTimes(
  diaries: readonly Diary[],
  { from, until, seed, calendar }: { readonly from: Instant; readonly until: Instant; readonly seed: number; readonly calendar: Calendar },
): ProposedTimes {
  const first = localDateOf(from, calendar.timezone);
  const dates = Array.from({ length: HORIZON_DAYS }, (_, index) => addDays(first, index));
  const days = communityDays(dates, { from: after(from, NOTICE), until }, calendar);
  const taken = outageIntervals(dates, calendar);
  // Asking a wall clock is the costly part, and most pairs keep the same hours.
  const known = new Map<string, readonly Interval[]>();
  const windows = diaries.map((diary) => {
    const name = `${diary.zone} ${diary.hours.start} ${diary.hours.end}`;
    const window = known.get(name) ?? diaryIntervals(diary, dates, calendar);
    known.set(name, window);
    return window;
  });
  let best: ProposedTimes = { times: [], withinHours: false };
  for (const hours of STRETCHES) {
    const stretched = windows.map((window) => stretch(window, hours));
    const common = days.map((day) => subtract(stretched.reduce(intersect, day), taken).filter(hasRoom));
    const times = pick(common, seed);
    if (times.length > best.times.length) best = { times, withinHours: hours === 0 };
    if (best.times.length >= ENOUGH) break;
  }
  return best;
}

/** The working days of the community's calendar, each as what of it lies within the bounds; a day off is empty. */
function communityDays(dates: readonly LocalDate[], bounds: { from: Instant; until: Instant }, calendar: Calendar): readonly Interval[][] {
  const midnight = (date: LocalDate) => instantOf(date, MIDNIGHT, calendar.timezone);
  const midnights = dates.map(midnight);
  return dates.map((date, index) => {
    const [begin = midnight(date), end = midnight(addDays(date, 1))] = [midnights[index], midnights[index + 1]];
    const day = { from: latest(bounds.from, begin), to: earliest(bounds.until, end) };
    return isWorkingDay(date, calendar) && day.from < day.to ? [day] : [];
  });
}

function hasRoom({ from, to }: Interval): boolean {
  return between(roundUp(from), to) >= CHAT_LENGTH;
}

function stretch(window: readonly Interval[], hours: number): readonly Interval[] {
  return hours === 0 ? window : window.map(({ from, to }) => ({ from: after(from, -hours * HOUR), to: after(to, hours * HOUR) }));
}

/** When somebody works; the day on which their hours begin must be a working day on their own calendar. */
function diaryIntervals({ zone, hours }: Diary, dates: readonly LocalDate[], calendar: Calendar): readonly Interval[] {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  // The day before the first may pass midnight or lie in a zone further west, the one after the last further east.
  return [addDays(first, -1), ...dates, addDays(last, 1)]
    .filter((date) => isWorkingDay(date, calendar))
    .map((date) => {
      const endDate = minutesOf(hours.end) > minutesOf(hours.start) ? date : addDays(date, 1);
      return { from: instantOf(date, hours.start, zone), to: instantOf(endDate, hours.end, zone) };
    });
}

function outageIntervals(dates: readonly LocalDate[], calendar: Calendar): readonly Interval[] {
  const { outages, timezone } = calendar;
  if (outages.length === 0) return [];
  return dates.flatMap((date) =>
    outages
      .filter((outage) => hasOutage(date, outage))
      .map(({ start, end }) => ({
        from: instantOf(date, start, timezone),
        to: instantOf(start < end ? date : addDays(date, 1), end, timezone),
      })),
  );
}

function intersect(left: readonly Interval[], right: readonly Interval[]): readonly Interval[] {
  return left.flatMap((a) =>
    right.flatMap((b) => {
      const common = { from: latest(a.from, b.from), to: earliest(a.to, b.to) };
      return common.from < common.to ? [common] : [];
    }),
  );
}

function subtract(intervals: readonly Interval[], taken: readonly Interval[]): readonly Interval[] {
  return taken.reduce<readonly Interval[]>(
    (left, hole) =>
      left.flatMap((interval) =>
        [
          { from: interval.from, to: earliest(interval.to, hole.from) },
          { from: latest(interval.from, hole.to), to: interval.to },
        ].filter(({ from, to }) => from < to),
      ),
    intervals,
  );
}

/** One moment of each of the first three days that have room; of fewer days, several moments apart from one another. */
function pick(days: readonly (readonly Interval[])[], seed: number): readonly Instant[] {
  const open = days.map(starts).filter((moments) => moments.length > 0);
  const chosen = new Set<Instant>();
  for (let turn = 0; chosen.size < 3 && turn < 12; turn++) {
    const moments = open[turn % Math.max(1, Math.min(3, open.length))];
    if (!moments) break;
    const place = PLACES[(turn + seed) % PLACES.length] ?? 0;
    const moment = moments[Math.floor(place * moments.length)];
    if (moment === undefined) continue;
    if (![...chosen].some((other) => Math.abs(between(moment, other)) < HOUR)) chosen.add(moment);
    else {
      const apart = moments.find((candidate) => [...chosen].every((other) => Math.abs(between(candidate, other)) >= HOUR));
      if (apart !== undefined) chosen.add(apart);
    }
  }
  return [...chosen].sort((a, b) => between(b, a));
}

function starts(intervals: readonly Interval[]): readonly Instant[] {
  return intervals.flatMap(({ from, to }) => {
    const first = roundUp(from);
    const count = Math.floor((between(first, to) - CHAT_LENGTH) / GRID) + 1;
    return Array.from({ length: Math.min(count, DAY / GRID) }, (_, index) => after(first, index * GRID));
  });
}

function roundUp(instant: Instant): Instant {
  const into = intoPeriod(instant, GRID);
  return into === 0 ? instant : after(instant, GRID - into);
}
