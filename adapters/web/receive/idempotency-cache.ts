/** Gives a request and its repetitions one result, while the first is running and for some time after. */
export interface IdempotencyCache<T> {
  /** Returns the cached result for `key`, or runs `work` and caches its result. A failure is not cached. */
  run(key: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is running. */
  settled(): Promise<void>;
}

/**
 * @param now A monotonic clock, in milliseconds.
 * @param ttlMs How long a result is kept, in milliseconds.
 * @param maxEntries Beyond this number of results the oldest is dropped.
 */
export function createIdempotencyCache<T>(now: () => number, ttlMs: number, maxEntries = 2_000): IdempotencyCache<T> {
  const entries = new Map<string, { readonly result: Promise<T>; readonly since: number }>();
  const running = new Set<Promise<unknown>>();
  const evict = (): void => {
    for (const [key, { since }] of entries) {
      if (entries.size <= maxEntries && now() - since < ttlMs) return;
      entries.delete(key);
    }
  };
  return {
    run(key, work) {
      const known = entries.get(key);
      if (known) return known.result;
      evict();
      const result = work();
      entries.set(key, { result, since: now() });
      running.add(result);
      result.then(
        () => running.delete(result),
        () => {
          running.delete(result);
          entries.delete(key);
        },
      );
      return result;
    },
    async settled() {
      await Promise.allSettled(running);
    },
  };
}
