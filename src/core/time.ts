declare const brand: unique symbol;

/** A moment: milliseconds since 1970-01-01T00:00Z. Only `after` and `between` calculate with it; durations are plain milliseconds. */
export type Instant = number & { readonly [brand]: 'instant' };
/** A calendar day, `YYYY-MM-DD`; its zone is given separately. */
export type LocalDate = string & { readonly [brand]: 'local date' };
/** A time of day, `HH:MM`; its zone is given separately. */
export type LocalTime = string & { readonly [brand]: 'local time' };
/** An IANA time zone, such as `Asia/Baghdad`. */
export type Zone = string;

export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * Converts milliseconds since 1970 from outside (a platform's timestamp, a parsed text) to an instant.
 * @throws {RangeError} Unless it is a whole number.
 */
export function toInstant(ms: number): Instant {
  if (!Number.isSafeInteger(ms)) throw new RangeError(`not a moment: ${ms}`);
  return ms as Instant;
}

/** The moment `ms` milliseconds after `instant`; before it if negative. */
export function after(instant: Instant, ms: number): Instant {
  return (instant + ms) as Instant;
}

/** The milliseconds from `earlier` to `later`; negative if it is the other way round. */
export function between(earlier: Instant, later: Instant): number {
  return later - earlier;
}

/** The number of whole periods of `ms` milliseconds since 1970: with `DAY` the number of the day in UTC. */
export function periodAt(instant: Instant, ms: number): number {
  return Math.floor(instant / ms);
}

/** How far, in milliseconds, a moment is into its period of `ms` milliseconds; see `periodAt`. */
export function intoPeriod(instant: Instant, ms: number): number {
  return instant - periodAt(instant, ms) * ms;
}

/** Seconds since 1970, with a fraction, as some platforms write moments. */
export function inSeconds(instant: Instant): number {
  return instant / 1000;
}

/** Earlier and later than every moment, for comparisons: what never happened, what never will. */
export const DISTANT_PAST = Number.NEGATIVE_INFINITY as Instant;
export const DISTANT_FUTURE = Number.POSITIVE_INFINITY as Instant;

/** The first of some moments. */
export function earliest(...instants: readonly [Instant, ...Instant[]]): Instant {
  return Math.min(...instants) as Instant;
}

/** The last of some moments. */
export function latest(...instants: readonly [Instant, ...Instant[]]): Instant {
  return Math.max(...instants) as Instant;
}

/** Whether `value` is a day that exists (`2026-02-30` does not). */
export function isLocalDate(value: string): value is LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const midnight = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(midnight) && utcDate(midnight) === value;
}

/**
 * Converts a text from outside to a calendar day.
 * @throws {RangeError} Unless it is a day that exists, written `YYYY-MM-DD`.
 */
export function toLocalDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`not a day: ${text.slice(0, 40)}`);
  return text;
}

/** The day that the calendar shows in UTC `ms` milliseconds after 1970 began. */
export function utcDate(ms: number): LocalDate {
  return new Date(ms).toISOString().slice(0, 10) as LocalDate;
}

/**
 * Converts a text from outside to a time of day.
 * @throws {RangeError} Unless it is one of a 24-hour clock, written `HH:MM`.
 */
export function toLocalTime(text: string): LocalTime {
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text)) throw new RangeError(`not a time of day: ${text.slice(0, 40)}`);
  return text as LocalTime;
}

/** The only source of the current time. One instance is created at start-up and passed on. */
export interface Clock {
  now(): Instant;
}

/**
 * The milliseconds left at `now` of something that ends at `until`; 0 if it is over. If more than its whole duration `lasts`
 * (milliseconds) seems to be left, the clock was set back and it counts as over, so that nothing lasts longer.
 */
export function leftOf(until: Instant, lasts: number, now: Instant): number {
  const left = between(now, until);
  return left > lasts ? 0 : Math.max(0, left);
}

export const systemClock: Clock = { now: () => toInstant(Date.now()) };

/** A clock that runs with real time and can be moved ahead, for the demo's time machine. */
export interface MovableClock extends Clock {
  /** Moves the clock ahead to `instant`; a past moment is ignored, so time never runs backwards. */
  moveTo(instant: Instant): void;
  /** How far it is ahead of its base clock, in milliseconds; negative if it is behind. */
  ahead(): number;
}

/** Creates a movable clock that shows `start` now and continues with `base`. */
export function createMovableClock(start: Instant, base: Clock = systemClock): MovableClock {
  let offset = between(base.now(), start);
  return {
    now: () => after(base.now(), offset),
    moveTo(instant) {
      offset = Math.max(offset, between(base.now(), instant));
    },
    ahead: () => offset,
  };
}
