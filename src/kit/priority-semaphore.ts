import { AsyncLocalStorage } from 'node:async_hooks';

/** Returns a permit; calling it again has no effect. */
export type Release = () => void;

/** A counting semaphore with two priorities. */
export interface PrioritySemaphore {
  /**
   * Resolves with the function that releases the permit. First come, first served within a priority; callers inside
   * `prioritise` go first.
   */
  acquire(): Promise<Release>;
  /** The number of callers that wait for a permit. */
  waiting(): number;
}

/** Marks work as urgent, and makes semaphores that respect the mark. */
export interface Priority {
  /** Runs `work` so that every `acquire` in it, also in what it awaits, has high priority. */
  prioritise<T>(work: () => Promise<T>): Promise<T>;
  /** @param permits How many callers may hold a permit at once. */
  semaphore(permits: number): PrioritySemaphore;
}

/** After this many urgent callers in a row one ordinary caller goes, because ordinary callers hold leases that run out. */
const MAX_URGENT_IN_A_ROW = 4;

/**
 * The priority contexts in which the running code is urgent. All contexts share it, because Node 20 copies every
 * `AsyncLocalStorage` ever used to each new promise, even after its owner is gone.
 */
const urgent = new AsyncLocalStorage<ReadonlySet<symbol>>();

/** Creates a priority context. Its semaphores are independent of each other, but share the mark. */
export function createPriority(): Priority {
  const own = Symbol('priority');
  return {
    prioritise: (work) => urgent.run(new Set(urgent.getStore()).add(own), work),
    semaphore: (permits) => createSemaphore(permits, () => urgent.getStore()?.has(own) === true),
  };
}

function createSemaphore(permits: number, isUrgent: () => boolean): PrioritySemaphore {
  const urgent: (() => void)[] = [];
  const ordinary: (() => void)[] = [];
  let free = permits;
  let urgentInARow = 0;

  const next = (): (() => void) | undefined => {
    const isUrgentNext = urgent.length > 0 && (ordinary.length === 0 || urgentInARow < MAX_URGENT_IN_A_ROW);
    urgentInARow = isUrgentNext && ordinary.length > 0 ? urgentInARow + 1 : 0;
    return (isUrgentNext ? urgent : ordinary).shift();
  };
  const createRelease = (): Release => {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const waiter = next();
      if (waiter) waiter();
      else free += 1;
    };
  };

  return {
    acquire() {
      if (free > 0) {
        free -= 1;
        return Promise.resolve(createRelease());
      }
      return new Promise((resolve) => (isUrgent() ? urgent : ordinary).push(() => resolve(createRelease())));
    },
    waiting: () => urgent.length + ordinary.length,
  };
}
