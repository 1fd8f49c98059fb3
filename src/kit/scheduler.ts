/** A piece of deferrable work in the queue. */
export interface ScheduledWork {
  /** Resolves when the work may start. */
  readonly started: Promise<void>;
  /** Resolves if the queue is so long that this work starts late. Never resolves otherwise. */
  readonly congested: Promise<void>;
}

/** Runs deferrable work in order of arrival, and urgent work (acknowledgements) before it. */
export interface Scheduler {
  /** Appends deferrable work to the queue. The caller starts its work when `started` resolves. */
  acquire(): ScheduledWork;
  /**
   * Runs alongside an urgent promise: until it settles, no deferrable work starts, unless that work has waited too long.
   * Resolves and rejects as `urgent` does.
   */
  prioritise<T>(urgent: Promise<T>): Promise<T>;
}

export interface SchedulerOptions {
  /** With more waiting entries than this, `congested` resolves for all of them. */
  readonly congestedAbove: number;
  /** How long urgent work may delay an entry, in milliseconds. */
  readonly maxDelayMs: number;
}

interface Entry {
  readonly since: number;
  readonly start: () => void;
  readonly warn: () => void;
}

/**
 * A scheduler on Node's event loop. One entry starts in each iteration of the loop, after incoming data was read and
 * acknowledged.
 */
export function createScheduler({ congestedAbove, maxDelayMs }: SchedulerOptions): Scheduler {
  const queue: Entry[] = [];
  let urgentCount = 0;
  let scheduled = false;

  const schedule = (): void => {
    if (scheduled || queue.length === 0) return;
    scheduled = true;
    // Checking in every iteration would keep the loop busy while urgent work waits for the network.
    if (urgentCount === 0) setImmediate(startNext);
    else setTimeout(startNext, RECHECK_MS);
  };
  const startNext = (): void => {
    scheduled = false;
    const [head] = queue;
    if (head && (urgentCount === 0 || performance.now() - head.since > maxDelayMs)) {
      queue.shift();
      head.start();
    }
    schedule();
  };

  return {
    acquire() {
      let start = (): void => {};
      let warn = (): void => {};
      const work: ScheduledWork = {
        started: new Promise((resolve) => {
          start = resolve;
        }),
        congested: new Promise((resolve) => {
          warn = resolve;
        }),
      };
      queue.push({ since: performance.now(), start, warn });
      if (queue.length > congestedAbove) for (const entry of queue.length === congestedAbove + 1 ? queue : queue.slice(-1)) entry.warn();
      schedule();
      return work;
    },
    async prioritise(urgent) {
      urgentCount += 1;
      try {
        return await urgent;
      } finally {
        urgentCount -= 1;
      }
    },
  };
}

const RECHECK_MS = 5;
