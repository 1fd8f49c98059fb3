/** Somebody's place in the queue. */
export interface Turn {
  /** Resolves when the work may begin. */
  readonly begun: Promise<void>;
  /** Resolves if so many wait that it will take a while; never before the turn is known to be late, and not at all if it isn't. */
  readonly crowded: Promise<void>;
}

/** What may wait takes turns, so that what may not (acknowledgements) finds the thread free. */
export interface Turns {
  /** Queues up, first come, first served. */
  take(): Turn;
  /** While `acknowledgement` is under way nobody's turn comes, unless they have waited too long. */
  first<T>(acknowledgement: Promise<T>): Promise<T>;
}

interface Waiting {
  readonly since: number;
  readonly begin: () => void;
  readonly warn: () => void;
}

/**
 * Turns on Node's event loop: one begins in each turn of the loop, after all that has arrived was read and acknowledged.
 * More than `crowd` that wait are a crowd. Nobody waits longer than `patienceMs` for acknowledgements of others.
 */
export function createTurns({ crowd, patienceMs }: { readonly crowd: number; readonly patienceMs: number }): Turns {
  const waiting: Waiting[] = [];
  let acknowledging = 0;
  let scheduled = false;

  const schedule = (): void => {
    if (scheduled || waiting.length === 0) return;
    scheduled = true;
    // A timer, where acknowledgements are waited for: to look in every turn of the loop would keep it busy with looking.
    if (acknowledging === 0) setImmediate(next);
    else setTimeout(next, RECHECK_MS);
  };
  const next = (): void => {
    scheduled = false;
    const [head] = waiting;
    if (head && (acknowledging === 0 || performance.now() - head.since > patienceMs)) {
      waiting.shift();
      head.begin();
    }
    schedule();
  };

  return {
    take() {
      let begin = (): void => {};
      let warn = (): void => {};
      const turn: Turn = {
        begun: new Promise((resolve) => {
          begin = resolve;
        }),
        crowded: new Promise((resolve) => {
          warn = resolve;
        }),
      };
      waiting.push({ since: performance.now(), begin, warn });
      if (waiting.length > crowd) for (const each of waiting.length === crowd + 1 ? waiting : waiting.slice(-1)) each.warn();
      schedule();
      return turn;
    },
    async first(acknowledgement) {
      acknowledging += 1;
      try {
        return await acknowledgement;
      } finally {
        acknowledging -= 1;
      }
    },
  };
}

const RECHECK_MS = 5;
