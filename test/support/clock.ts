import type { Clock, Instant } from '../../src/core/time.js';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  set(instant: Instant | string): void;
  advance(ms: number): void;
}

/** Starts at an instant or an ISO moment; unless told, on a Sunday morning in Baghdad. */
export function createTestClock(start: Instant | string = '2026-11-01T09:00:00+03:00'): TestClock {
  const read = (moment: Instant | string) => {
    const instant = typeof moment === 'number' ? moment : Date.parse(moment);
    if (!Number.isFinite(instant)) throw new RangeError(`not a moment: ${moment}`);
    return instant;
  };
  let now = read(start);
  return {
    now: () => now,
    set: (instant) => {
      now = read(instant);
    },
    advance: (ms) => {
      now += ms;
    },
  };
}
