import { formatInTimeZone } from 'date-fns-tz';
import {
  DAY,
  type Instant,
  type LocalDate,
  type LocalTime,
  SECOND,
  toInstant,
  toLocalDate,
  toLocalTime,
  utcDate,
  WEEKDAYS,
  type Weekday,
  type Zone,
} from '../core/time.js';

export const MIDNIGHT = toLocalTime('00:00');

/** The day that the wall calendar of `zone` shows at `instant`. */
export function localDateOf(instant: Instant, zone: Zone): LocalDate {
  return toLocalDate(formatInTimeZone(instant, zone, 'yyyy-MM-dd'));
}

/** The hour that the wall clock of `zone` shows at `instant`. */
export function localTimeOf(instant: Instant, zone: Zone): LocalTime {
  return toLocalTime(formatInTimeZone(instant, zone, 'HH:mm'));
}

/**
 * The moment at which the wall clock of `zone` shows `date` and `time`. Where the clocks skip that hour, the moment just
 * as long after the skip; where they show it twice, the first (as RFC 5545, 3.3.5, has it for calendars).
 */
export function instantOf(date: LocalDate, time: LocalTime, zone: Zone): Instant {
  const [first] = momentsOf(date, time, zone);
  if (first !== undefined) return first;
  const wall = wallOf(date, time);
  return toInstant(wall - offsetOf(wall - DAY, clockOf(zone)));
}

/** All moments at which the wall clock of `zone` shows `date` and `time`, in order: none where it skips that hour, or two. */
export function momentsOf(date: LocalDate, time: LocalTime, zone: Zone): readonly Instant[] {
  const wall = wallOf(date, time);
  const clock = clockOf(zone);
  // Whatever the zone does near that hour, its offset a day before and a day after are the two that can apply.
  const moments = new Set([wall - offsetOf(wall - DAY, clock), wall - offsetOf(wall + DAY, clock)]);
  return [...moments]
    .filter((moment) => moment + offsetOf(moment, clock) === wall)
    .toSorted((one, other) => one - other)
    .map(toInstant);
}

const wallOf = (date: LocalDate, time: LocalTime): number => Date.parse(`${date}T${time}:00Z`);

interface ZoneClock {
  readonly print: Intl.DateTimeFormat;
  /** What was printed at the midnights (of UTC) of days since 1970. */
  readonly midnights: Map<number, number>;
}

/** One formatter for each zone, because making one takes a hundred times as long as using it. */
const clocks = new Map<Zone, ZoneClock>();
const PARTS = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
/** Eleven years of each zone. */
const MIDNIGHTS_MAX = 4_000;

/** Throws a `RangeError` for an unknown zone. */
function clockOf(zone: Zone): ZoneClock {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const print = new Intl.DateTimeFormat('en-US', { ...PARTS, timeZone: zone, hourCycle: 'h23' });
  const made = { print, midnights: new Map<number, number>() };
  clocks.set(zone, made);
  return made;
}

/**
 * How far the wall clock of a zone is ahead of UTC `ms` milliseconds after 1970 began, in milliseconds. These are asked for by the million: a day
 * that begins and ends with the same offset has it all through, for no zone ever changed twice within three days
 * (all of tzdata 2025b, looked through).
 */
function offsetOf(ms: number, clock: ZoneClock): number {
  const day = Math.floor(ms / DAY);
  const begin = offsetAtMidnight(day, clock);
  return begin === offsetAtMidnight(day + 1, clock) ? begin : printedOffset(ms, clock);
}

function offsetAtMidnight(day: number, clock: ZoneClock): number {
  const { midnights } = clock;
  const known = midnights.get(day);
  if (known !== undefined) return known;
  if (midnights.size >= MIDNIGHTS_MAX) midnights.clear();
  const offset = printedOffset(day * DAY, clock);
  midnights.set(day, offset);
  return offset;
}

function printedOffset(ms: number, { print }: ZoneClock): number {
  // `03/29/2026, 03:30:00`; ten times as quick as formatting by date-fns-tz.
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = print
    .format(ms)
    .split(/[/, :]+/)
    .map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / SECOND) * SECOND;
}

/** `date` moved by whole days on the calendar, whatever the clocks do. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return utcDate(Date.parse(`${date}T00:00:00Z`) + days * DAY);
}

/** How many days `to` comes after `from`; negative if it comes before. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

/**
 * The day of the week of a date.
 *
 * @throws {RangeError} For what is no date.
 */
export function weekdayOf(date: LocalDate): Weekday {
  const day = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()];
  if (!day) throw new RangeError(`not a date: ${date}`);
  return day;
}

/** Minutes after midnight of `HH:MM`. */
export function minutesOf(time: LocalTime): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
