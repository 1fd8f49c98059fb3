import { after, type Clock, type Instant, latest, toInstant } from '../../src/core/time.js';

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

/** Moves the clock by `ms`, and stops wherever something is due on the way. */
export async function runWhatIsDue(
  clock: TestClock,
  ms: number,
  { run, nextDue }: { readonly run: () => Promise<unknown>; readonly nextDue: () => Promise<Instant | undefined> },
): Promise<void> {
  const end = after(clock.now(), ms);
  for (;;) {
    await run();
    const next = await nextDue();
    if (next === undefined || next > end) break;
    clock.set(latest(next, clock.now()));
  }
  clock.set(latest(end, clock.now()));
}
