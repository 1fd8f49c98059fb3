/** What may have changed; a stream looks into the store for what that means for its reader. `gone`: they were erased; `erased`: somebody was. */
export type Signal = 'messages' | 'conversations' | 'reader' | 'read' | 'time' | 'gone' | 'erased';

/**
 * Wakes up the open streams of this process. It carries no content: each stream reads from the store what is new for its
 * reader, so a lost or doubled signal loses and doubles nothing.
 */
export interface Hub {
  signal(signal: Signal, user?: string): void;
  /** Returns how to end it, or `undefined` when there are too many already. */
  subscribe(user: string, wake: (signal: Signal | 'end') => void): (() => void) | undefined;
  /** Ends the streams of one person, or all of them. */
  end(user?: string): void;
  size(): number;
}

export function createHub(limits: { readonly perUser: number; readonly total: number }): Hub {
  const streams = new Map<string, Set<(signal: Signal | 'end') => void>>();
  let total = 0;
  const each = (user: string | undefined, signal: Signal | 'end'): void => {
    // A copy: a stream that ends takes itself out meanwhile.
    const chosen = user === undefined ? Array.from(streams.values()) : [streams.get(user) ?? new Set()];
    for (const wakes of chosen) for (const wake of Array.from(wakes)) wake(signal);
  };
  return {
    signal: (signal, user) => each(user, signal),
    subscribe(user, wake) {
      const own = streams.get(user) ?? new Set();
      if (total >= limits.total || own.size >= limits.perUser) return undefined;
      streams.set(user, own);
      own.add(wake);
      total += 1;
      return () => {
        if (!own.delete(wake)) return;
        total -= 1;
        if (own.size === 0 && streams.get(user) === own) streams.delete(user);
      };
    },
    end: (user) => each(user, 'end'),
    size: () => total,
  };
}
