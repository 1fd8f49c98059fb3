/** A moment: milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;
/** A day on the wall calendar, `YYYY-MM-DD`, in a zone named beside it. */
export type LocalDate = string;
/** An hour on the wall clock, `HH:MM`, in a zone named beside it. */
export type LocalTime = string;
/** An IANA time zone, such as `Asia/Baghdad`. */
export type Zone = string;

export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The only source of the present. One instance is made at the composition root and handed on. */
export interface Clock {
  now(): Instant;
}

/**
 * What is left at `now` of something that ends at `until` and lasts `lasts` milliseconds at most; none if it is over. A
 * clock that stepped back makes nothing last longer: what seems to have more left than all of it is over too.
 */
export function leftOf(until: Instant, lasts: number, now: Instant): number {
  const left = until - now;
  return left > lasts ? 0 : Math.max(0, left);
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that runs with real time but can be moved ahead; the demo's time machine. */
export interface MovableClock extends Clock {
  /** Moves to `instant`; a moment that has passed already is ignored: time never runs backwards here. */
  moveTo(instant: Instant): void;
  /** How far it is ahead of what it goes on with, in milliseconds; below zero when it is behind. */
  ahead(): number;
}

/** A movable clock that starts at `start` and goes on with `base` from there. */
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
