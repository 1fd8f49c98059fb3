import { performance } from 'node:perf_hooks';
import type { KyselyPlugin } from 'kysely';

/** How long a sequence of statements may keep the thread before it yields, in milliseconds. */
const MAX_RUN_MS = 8;
/** How long a sequence yields at most, in milliseconds. */
const MAX_YIELD_MS = 100;
/** If one iteration of the loop took this long, in milliseconds, more work is probably waiting. */
const BUSY_ITERATION_MS = 1;
/**
 * How long the loop is observed, in milliseconds, and the share of that time that counts as busy. The share is below 1 because
 * requests that wait for connections leave gaps, and work that needs the database waits for us.
 */
const OBSERVE_MS = 2;
const BUSY_SHARE = 0.3;

/** The parts of Node's event loop that are used here; tests pass their own. */
export interface Loop {
  now(): number;
  /** Resolves in the next iteration, after incoming data was read. */
  nextIteration(): Promise<void>;
  /** Waits `ms` milliseconds; resolves with the share of that time in which the loop was busy. */
  observe(ms: number): Promise<number>;
}

const eventLoop: Loop = {
  now: () => performance.now(),
  nextIteration: () => new Promise((resolve) => void setImmediate(resolve)),
  observe: (ms) =>
    new Promise((resolve) => {
      const before = performance.eventLoopUtilization();
      setTimeout(() => resolve(performance.eventLoopUtilization(before).utilization), ms);
    }),
};

/**
 * A Kysely plugin for SQLite, which answers synchronously: a long sequence of statements is one long microtask, and nothing is
 * acknowledged meanwhile. After `MAX_RUN_MS` the next result yields to the event loop, and longer while the loop is busy.
 * @param loop The event loop to observe.
 */
export function yieldToEventLoop(loop: Loop = eventLoop): KyselyPlugin {
  /** When the current sequence of statements started; undefined between sequences. */
  let began: number | undefined;
  let isLong = false;
  let over: Promise<void> = Promise.resolve();

  const yieldWhileBusy = async (): Promise<void> => {
    const since = loop.now();
    await loop.nextIteration();
    if (loop.now() - since < BUSY_ITERATION_MS) return;
    while (loop.now() - since < MAX_YIELD_MS && (await loop.observe(OBSERVE_MS)) > BUSY_SHARE);
  };
  const end = async (): Promise<void> => {
    await loop.nextIteration();
    if (isLong) await yieldWhileBusy();
    isLong = false;
    began = undefined;
  };

  return {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (began === undefined) {
        began = loop.now();
        over = end();
      } else if (loop.now() - began > MAX_RUN_MS) {
        isLong = true;
        await over;
      }
      return result;
    },
  };
}
