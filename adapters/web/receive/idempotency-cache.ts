import { createTtlCache } from '../../../src/kit/ttl-cache.js';

/** Gives a request and its repetitions one result, while the first is running and for some time after. */
export interface IdempotencyCache<T> {
  /** Returns the cached result for `key`, or runs `work` and caches its result. A failure is not cached. */
  run(key: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is running. */
  settled(): Promise<void>;
}

/**
 * Creates a cache without results.
 *
 * @param now A monotonic clock, in milliseconds.
 * @param ttlMs How long a result is kept, in milliseconds.
 * @param maxEntries Beyond this number of results the one that was used the longest ago is dropped.
 */
export function createIdempotencyCache<T>(now: () => number, ttlMs: number, maxEntries = 2_000): IdempotencyCache<T> {
  const results = createTtlCache<Promise<T>>({ clock: { now }, ttlMs, maxEntries, monotonicNow: now });
  const running = new Set<Promise<unknown>>();
  return {
    run(key, work) {
      const known = results.get(key);
      if (known) return known;
      const result = work();
      results.set(key, result);
      running.add(result);
      result.then(
        () => running.delete(result),
        () => {
          running.delete(result);
          results.delete(key);
        },
      );
      return result;
    },
    async settled() {
      await Promise.allSettled(running);
    },
  };
}
