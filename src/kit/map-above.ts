/** A map that is read through to another one, which changes only when `keep` is called. Nothing is taken out of it. */
export interface MapAbove<K, V> {
  readonly get: (key: K) => V | undefined;
  readonly has: (key: K) => boolean;
  readonly set: (key: K, value: V) => void;
  /** Gives the map below what was added. */
  readonly keep: () => void;
  /** Forgets it. */
  readonly drop: () => void;
}

/** What is added for now: a copy of a large map would cost as much as the map, each time. */
export function mapAbove<K, V>(below: Map<K, V>): MapAbove<K, V> {
  const above = new Map<K, V>();
  return {
    get: (key) => (above.has(key) ? above.get(key) : below.get(key)),
    has: (key) => above.has(key) || below.has(key),
    set(key, value) {
      above.set(key, value);
    },
    keep() {
      for (const [key, value] of above) below.set(key, value);
      above.clear();
    },
    drop: () => above.clear(),
  };
}
