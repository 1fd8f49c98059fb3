import { SECOND } from '../core/time.js';
import type { Timer } from './timer.js';

/** So long others wait for one that runs alone. What hangs must not stop the rest for ever. */
export const ALONE_LIMIT = 10 * SECOND;

/** Lets work run side by side, or alone. */
export interface Quarantine {
  /** Runs `work` beside other such work. It is told whether it had to wait. */
  beside<T>(work: (waited: boolean) => Promise<T>): Promise<T>;
  /**
   * Runs `work` while nothing else runs here; after `ALONE_LIMIT`, beside whatever comes. Of several the one that has
   * been tried least is first: should each process end soon, for a reason of its own, no single one is blamed for all.
   */
  alone<T>(tries: number, work: () => Promise<T>): Promise<T>;
}

/**
 * A lock of readers and writers, fair by phases: after each that runs alone all who wait beside get their turn, and who comes
 * while one waits to be alone comes after it. So neither keeps the other from running.
 */
export function createQuarantine(timer: Timer): Quarantine {
  const beside: (() => void)[] = [];
  let alone: { readonly tries: number; readonly begin: () => void }[] = [];
  /** How many run side by side; -1 = one runs alone. */
  let running = 0;

  const letIn = () => {
    if (running !== 0) return;
    const next = alone.toSorted((a, b) => a.tries - b.tries)[0];
    if (next === undefined) return;
    alone = alone.filter((each) => each !== next);
    running = -1;
    next.begin();
  };

  const letOut = () => {
    const all = beside.splice(0);
    running = all.length;
    for (const next of all) next();
    letIn();
  };

  return {
    async beside(work) {
      const waits = running < 0 || alone.length > 0;
      if (waits) await new Promise<void>((resolve) => beside.push(resolve));
      else running += 1;
      try {
        return await work(waits);
      } finally {
        running -= 1;
        letIn();
      }
    },
    async alone(tries, work) {
      const turn = new Promise<void>((begin) => alone.push({ tries, begin }));
      // What is claimed at the same moment is compared.
      setImmediate(letIn);
      await turn;
      let isAlone = true;
      const end = () => {
        if (isAlone) letOut();
        isAlone = false;
      };
      const limit = timer.set(end, ALONE_LIMIT);
      try {
        return await work();
      } finally {
        timer.clear(limit);
        end();
      }
    },
  };
}
