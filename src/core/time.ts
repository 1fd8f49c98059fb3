/** A moment: milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;
/** A calendar day, `YYYY-MM-DD`; its zone is given separately. */
export type LocalDate = string;
/** A time of day, `HH:MM`; its zone is given separately. */
export type LocalTime = string;
/** An IANA time zone, such as `Asia/Baghdad`. */
export type Zone = string;

export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The only source of the current time. One instance is created at start-up and passed on. */
export interface Clock {
  now(): Instant;
}

/**
 * The milliseconds left at `now` of something that ends at `until`; 0 if it is over. If more than its whole duration `lasts`
 * (milliseconds) seems to be left, the clock was set back and it counts as over, so that nothing lasts longer.
 */
export function leftOf(until: Instant, lasts: number, now: Instant): number {
  const left = until - now;
  return left > lasts ? 0 : Math.max(0, left);
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that runs with real time and can be moved ahead, for the demo's time machine. */
export interface MovableClock extends Clock {
  /** Moves the clock ahead to `instant`; a past moment is ignored, so time never runs backwards. */
  moveTo(instant: Instant): void;
  /** How far it is ahead of its base clock, in milliseconds; negative if it is behind. */
  ahead(): number;
}

/** Creates a movable clock that shows `start` now and continues with `base`. */
export function createMovableClock(start: Instant, base: Clock = systemClock): MovableClock {
  let offset = start - base.now();
  return {
    now: () => base.now() + offset,
    moveTo(instant) {
      offset = Math.max(offset, instant - base.now());
    },
    ahead: () => offset,
  };
}
