/** Values by key, each kept for a limited time. */
export interface TtlCache<T> {
  /** The value, or `undefined` if there is none or its time is over. */
  get(key: string): T | undefined;
  /** Stores a value and restarts its time. When the cache is full, the oldest entries are dropped. */
  set(key: string, value: T): void;
  delete(key: string): void;
}

interface Entry<T> {
  readonly value: T;
  readonly storedAt: number;
  readonly storedAtMonotonic: number;
}

/**
 * Creates a cache in memory. An entry expires after `ttlMs` by the clock or by the monotonic time, whichever comes first, so that a
 * clock that is set back makes nothing last longer. Libraries that were measured know one clock (docs/decisions/0045).
 *
 * @param options.clock Tells the time, in milliseconds.
 * @param options.ttlMs How long an entry is valid after it was set, in milliseconds; `Infinity` for no limit.
 * @param options.maxEntries How many entries are kept at most.
 * @param options.monotonicNow A time that never runs backwards, in milliseconds; `performance.now` by default.
 */
export function createTtlCache<T>(options: {
  readonly clock: { now(): number };
  readonly ttlMs: number;
  readonly maxEntries: number;
  readonly monotonicNow?: () => number;
}): TtlCache<T> {
  const { clock, ttlMs, maxEntries, monotonicNow = () => performance.now() } = options;
  // A Map keeps the order of insertion, so its first entry is always the oldest.
  const entries = new Map<string, Entry<T>>();

  const isValid = ({ storedAt, storedAtMonotonic }: Entry<T>): boolean =>
    clock.now() - storedAt < ttlMs && monotonicNow() - storedAtMonotonic < ttlMs;

  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      if (isValid(entry)) return entry.value;
      entries.delete(key);
      return undefined;
    },
    set(key, value) {
      entries.delete(key);
      for (const [oldest, entry] of entries) {
        if (entries.size < maxEntries && isValid(entry)) break;
        entries.delete(oldest);
      }
      entries.set(key, { value, storedAt: clock.now(), storedAtMonotonic: monotonicNow() });
    },
    delete(key) {
      entries.delete(key);
    },
  };
}
