/** Lets the work of many go on side by side, so that nobody's flood keeps others waiting. */
export interface Turns {
  /** Runs `work` when fewer than the allowed number of the same key run; those of one key start in their order. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** How many works of this key wait for their turn. */
  waiting(key: string): number;
}

interface Lane {
  running: number;
  readonly queue: (() => void)[];
}

/** @param atOnce How many works of one key may run at the same time. */
export function createTurns(atOnce: number): Turns {
  const lanes = new Map<string, Lane>();

  const begin = (key: string): Promise<void> | undefined => {
    const lane = lanes.get(key) ?? { running: 0, queue: [] };
    lanes.set(key, lane);
    if (lane.running < atOnce) {
      lane.running += 1;
      return undefined;
    }
    return new Promise((resolve) => {
      lane.queue.push(resolve);
    });
  };
  const end = (key: string): void => {
    const lane = lanes.get(key);
    if (!lane) return;
    const next = lane.queue.shift();
    // The next one takes over the place of the one that ended.
    if (next) next();
    else lane.running -= 1;
    if (lane.running === 0) lanes.delete(key);
  };

  return {
    async run(key, work) {
      const turn = begin(key);
      if (turn) await turn;
      try {
        return await work();
      } finally {
        end(key);
      }
    },
    waiting: (key) => lanes.get(key)?.queue.length ?? 0,
  };
}
