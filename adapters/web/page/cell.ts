/** A value with listeners that are called when it changes. */
export interface Cell<T> {
  get(): T;
  change(change: (value: T) => T): void;
  subscribe(listener: () => void): () => void;
}

/** Creates a cell with its first value. */
export function createCell<T>(initial: T): Cell<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    change(change) {
      const next = change(value);
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of Array.from(listeners)) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
