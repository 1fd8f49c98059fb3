import { SECOND } from '../core/time.js';
import type { Timer } from '../kit/timer.js';

/** How long other work waits for exclusive work, in milliseconds; work that hangs must not block the rest. */
export const EXCLUSIVE_LIMIT_MS = 10 * SECOND;

/** Runs work concurrently or exclusively. */
export interface Quarantine {
  /** Runs `work` alongside other concurrent work. `waited` tells whether it had to wait. */
  concurrent<T>(work: (waited: boolean) => Promise<T>): Promise<T>;
  /**
   * Runs `work` while nothing else runs; after `EXCLUSIVE_LIMIT_MS` other work may start. Work with the fewest `tries` goes
   * first: if processes end for an unrelated reason, no single row collects all the blame.
   */
  exclusive<T>(tries: number, work: () => Promise<T>): Promise<T>;
}

/**
 * A phase-fair readers-writer lock: after each exclusive run all waiting concurrent work starts, and concurrent work that
 * arrives while exclusive work waits starts after it. So neither starves the other. (Brandenburg and Anderson, "Spin-Based
 * Reader-Writer Synchronization for Multiprocessor Real-Time Systems", 2010.)
 */
export function createQuarantine(timer: Timer): Quarantine {
  const concurrent: (() => void)[] = [];
  let exclusive: { readonly tries: number; readonly begin: () => void }[] = [];
  /** How many run concurrently; -1 = one runs exclusively. */
  let running = 0;

  const startExclusive = () => {
    if (running !== 0) return;
    const next = exclusive.toSorted((a, b) => a.tries - b.tries)[0];
    if (next === undefined) return;
    exclusive = exclusive.filter((each) => each !== next);
    running = -1;
    next.begin();
  };

  const endExclusive = () => {
    const all = concurrent.splice(0);
    running = all.length;
    for (const next of all) next();
    startExclusive();
  };

  return {
    async concurrent(work) {
      const mustWait = running < 0 || exclusive.length > 0;
      if (mustWait) await new Promise<void>((resolve) => concurrent.push(resolve));
      else running += 1;
      try {
        return await work(mustWait);
      } finally {
        running -= 1;
        startExclusive();
      }
    },
    async exclusive(tries, work) {
      const started = new Promise<void>((begin) => exclusive.push({ tries, begin }));
      // Rows that were claimed at the same moment are compared first.
      setImmediate(startExclusive);
      await started;
      let isExclusive = true;
      const end = () => {
        if (isExclusive) endExclusive();
        isExclusive = false;
      };
      const limit = timer.set(end, EXCLUSIVE_LIMIT_MS);
      try {
        return await work();
      } finally {
        timer.clear(limit);
        end();
      }
    },
  };
}
