import { systemTimer, type Timer } from './timer.js';

/** Returns a permit; calling it again has no effect. */
export type Release = () => void;

/** A counting semaphore with two priorities. Libraries with priorities take 20 times as long (docs/decisions/0045). */
export interface PrioritySemaphore {
  /**
   * Resolves with the function that releases the permit. Urgent callers go before ordinary ones; within each kind, first come,
   * first served. Rejects with what `late` returns when it waited longer than the patience.
   */
  acquire(urgent: boolean): Promise<Release>;
  /** The number of callers that wait for a permit. */
  waiting(): number;
}

export interface PrioritySemaphoreOptions {
  /** How many callers may hold a permit at once. */
  readonly permits: number;
  /** How long a caller waits at least before it is given up, in milliseconds; at most it is twice as long. */
  readonly patienceMs: number;
  /** Makes the error of a caller that is given up: it may be waiting for itself. */
  readonly late: () => Error;
  readonly timer?: Timer | undefined;
}

interface Waiter {
  /** The look for late callers before which it came. */
  readonly look: number;
  readonly start: () => void;
  readonly fail: (error: Error) => void;
}

/** After this many urgent callers in a row one ordinary caller goes, because ordinary callers hold leases that run out. */
const MAX_URGENT_IN_A_ROW = 4;

/** Creates a semaphore whose permits are all free. */
export function createPrioritySemaphore({ permits, patienceMs, late, timer = systemTimer }: PrioritySemaphoreOptions): PrioritySemaphore {
  const urgent: Waiter[] = [];
  const ordinary: Waiter[] = [];
  let free = permits;
  let urgentInARow = 0;
  let look = 0;
  let nextLook: unknown;

  const waiting = () => urgent.length + ordinary.length;
  const isLate = (waiter: Waiter | undefined) => waiter !== undefined && waiter.look < look;
  const giveUpLate = () => {
    for (const queue of [urgent, ordinary]) while (isLate(queue[0])) queue.shift()?.fail(late());
    look += 1;
    nextLook = waiting() > 0 ? timer.set(giveUpLate, patienceMs) : undefined;
  };

  const next = (): Waiter | undefined => {
    const isUrgentNext = urgent.length > 0 && (ordinary.length === 0 || urgentInARow < MAX_URGENT_IN_A_ROW);
    urgentInARow = isUrgentNext && ordinary.length > 0 ? urgentInARow + 1 : 0;
    const waiter = (isUrgentNext ? urgent : ordinary).shift();
    if (nextLook !== undefined && waiting() === 0) {
      timer.clear(nextLook);
      nextLook = undefined;
    }
    return waiter;
  };
  const createRelease = (): Release => {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const waiter = next();
      if (waiter) waiter.start();
      else free += 1;
    };
  };

  return {
    acquire(isUrgent) {
      if (free > 0) {
        free -= 1;
        return Promise.resolve(createRelease());
      }
      nextLook ??= timer.set(giveUpLate, patienceMs);
      return new Promise((resolve, reject) => {
        (isUrgent ? urgent : ordinary).push({ look, start: () => resolve(createRelease()), fail: reject });
      });
    },
    waiting,
  };
}
