import { type Clock, toInstant } from '../../src/core/time.js';

const TICK = 20;
/** What a turn of the event loop counts for at most. */
const TURN_MAX = 2 * TICK;

/**
 * A clock that runs no faster than this process gets to run. On a machine that has no processor to spare it goes slower,
 * so that nobody is found late for what others took; whoever waits for a timer, or lets the process idle, is as late as ever.
 */
export function createFairClock(): Clock & { stop(): void } {
  let now = Date.now();
  let last = performance.now();
  const advance = (): void => {
    const real = performance.now();
    now += Math.min(real - last, TURN_MAX);
    last = real;
  };
  const timer = setInterval(advance, TICK);
  timer.unref();
  return { now: () => toInstant(Math.floor(now)), stop: () => clearInterval(timer) };
}
