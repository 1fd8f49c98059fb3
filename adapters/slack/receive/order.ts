/**
 * Lets work on the same thing happen one after another. Who waits goes by the time that Slack gives an event, because events
 * arrive over several connections at once; equal times go by arrival.
 */
export interface Order {
  /** @param at when it happened, in any unit */
  take(key: string, at: number): Place;
}

export interface Place {
  /** Does `work` when its turn has come, and leaves the place. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Leaves the place unless its work was begun, so that nobody waits for it. */
  release(): void;
}

interface Waiting {
  readonly at: number;
  readonly start: () => void;
}

interface Line {
  current: Waiting;
  readonly waiting: Waiting[];
}

export function createOrder(): Order {
  const lines = new Map<string, Line>();

  const join = (key: string, one: Waiting): void => {
    const line = lines.get(key);
    if (!line) {
      lines.set(key, { current: one, waiting: [] });
      one.start();
      return;
    }
    const earlier = line.waiting.findLastIndex(({ at }) => at <= one.at);
    line.waiting.splice(earlier + 1, 0, one);
  };

  const leave = (key: string, one: Waiting): void => {
    const line = lines.get(key);
    if (!line) return;
    if (line.current !== one) {
      const index = line.waiting.indexOf(one);
      if (index >= 0) line.waiting.splice(index, 1);
      return;
    }
    const next = line.waiting.shift();
    if (!next) {
      lines.delete(key);
      return;
    }
    line.current = next;
    next.start();
  };

  return {
    take(key, at) {
      let start = (): void => {};
      const turn = new Promise<void>((resolve) => {
        start = resolve;
      });
      const one: Waiting = { at, start };
      join(key, one);
      let isBegun = false;
      return {
        async run(work) {
          isBegun = true;
          try {
            await turn;
            return await work();
          } finally {
            leave(key, one);
          }
        },
        release() {
          if (!isBegun) leave(key, one);
        },
      };
    },
  };
}
