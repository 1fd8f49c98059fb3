import { after, type Clock, type Instant, toInstant } from '../../src/core/time.js';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  /** To milliseconds since 1970, or an ISO moment. */
  set(moment: number | string): void;
  advance(ms: number): void;
}

/** Starts at an instant or an ISO moment; unless told, on a Sunday morning in Baghdad. */
export function createTestClock(start: number | string = '2026-11-01T09:00:00+03:00'): TestClock {
  const read = (moment: number | string): Instant => toInstant(typeof moment === 'number' ? moment : Date.parse(moment));
  let now = read(start);
  return {
    now: () => now,
    set: (moment) => {
      now = read(moment);
    },
    advance: (ms) => {
      now = after(now, ms);
    },
  };
}
