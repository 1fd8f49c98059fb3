import { LRUCache } from 'lru-cache';

/** Values by key, each kept for a limited time. */
export interface TtlCache<T> {
  /** The value, or `undefined` if there is none or its time is over. */
  get(key: string): T | undefined;
  /** Stores a value and restarts its time. When the cache is full, the value is dropped that was set or read the longest ago. */
  set(key: string, value: T): void;
  delete(key: string): void;
}

interface Entry<T> {
  readonly value: T;
  /** By the monotonic time, in milliseconds. */
  readonly storedAt: number;
}

/**
 * Creates a cache in memory, an `lru-cache` whose time is the given clock. An entry expires after `ttlMs` by the clock or by the
 * monotonic time, whichever comes first, so that a clock that is set back makes nothing last longer (docs/decisions/0045).
 *
 * @param options.clock Tells the time, in milliseconds.
 * @param options.ttlMs How long an entry is valid after it was set, in whole milliseconds, at least 2; `Infinity` for no limit.
 * @param options.maxEntries How many entries are kept at most.
 * @param options.monotonicNow A time that never runs backwards, in milliseconds; `performance.now` by default.
 * @throws {TypeError} For a time or a number of entries that is no positive integer.
 */
export function createTtlCache<T>(options: {
  readonly clock: { now(): number };
  readonly ttlMs: number;
  readonly maxEntries: number;
  readonly monotonicNow?: () => number;
}): TtlCache<T> {
  const { clock, ttlMs, maxEntries, monotonicNow = () => performance.now() } = options;
  const entries = new LRUCache<string, Entry<T>>({
    max: maxEntries,
    // An entry of the library expires when it is older than its limit, and one of ours when it is as old. It takes a time of 0 for none.
    ...(Number.isFinite(ttlMs) && { ttl: ttlMs - 1, ttlResolution: 0, perf: { now: () => clock.now() + 1 } }),
  });
  let purgedAt = monotonicNow();

  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      if (monotonicNow() - entry.storedAt < ttlMs) return entry.value;
      entries.delete(key);
      return undefined;
    },
    set(key, value) {
      const storedAt = monotonicNow();
      // The library drops an expired entry only when it is read, and tokens and people's words should not stay in memory.
      if (storedAt - purgedAt >= ttlMs) {
        entries.purgeStale();
        purgedAt = storedAt;
      }
      entries.set(key, { value, storedAt });
    },
    delete(key) {
      entries.delete(key);
    },
  };
}
