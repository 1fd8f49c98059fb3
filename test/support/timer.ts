import type { Timer } from '../../src/kit/timer.js';

/** A timer that rings when told. */
export interface ManualTimer extends Timer {
  /** What is set now, in milliseconds. */
  waits(): readonly number[];
  /** What `clear` and `ring` take, in the order in which it was set. */
  handles(): readonly unknown[];
  /** Rings everything that is set, or only this. */
  ring(handle?: unknown): void;
}

export function createManualTimer(): ManualTimer {
  const set = new Map<number, { readonly work: () => void; readonly ms: number }>();
  let last = 0;
  return {
    set(work, ms) {
      last += 1;
      set.set(last, { work, ms });
      return last;
    },
    clear(handle) {
      set.delete(Number(handle));
    },
    waits: () => [...set.values()].map(({ ms }) => ms),
    handles: () => [...set.keys()],
    ring(handle) {
      const all = [...set].filter(([each]) => handle === undefined || each === handle);
      for (const [each] of all) set.delete(each);
      for (const [, { work }] of all) work();
    },
  };
}

const PATIENCE_MS = 30_000;

/** Lets everything that is under way go on until `condition` holds; throws if it does not in thirty seconds of real time. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const limit = performance.now() + PATIENCE_MS;
  while (performance.now() < limit) {
    if (await condition()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('what was waited for did not happen');
}
