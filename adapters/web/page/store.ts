/** A value that tells when it changes. */
export interface Cell<T> {
  get(): T;
  change(change: (value: T) => T): void;
  subscribe(listener: () => void): () => void;
}

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

/** Reads and writes a JSON value in the browser's storage; where that is closed off, nothing is kept. */
export function readStored<T>(storage: 'local' | 'session', key: string, isValid: (value: unknown) => value is T): T | undefined {
  try {
    const text = (storage === 'local' ? localStorage : sessionStorage).getItem(key);
    const value: unknown = text === null ? undefined : JSON.parse(text);
    return isValid(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Takes away all that was kept under keys that begin so. */
export function removeStored(...beginnings: readonly string[]): void {
  try {
    for (const area of [localStorage, sessionStorage]) {
      for (const key of Object.keys(area)) if (beginnings.some((beginning) => key.startsWith(beginning))) area.removeItem(key);
    }
  } catch {
    // Closed off: nothing was kept.
  }
}

export function writeStored(storage: 'local' | 'session', key: string, value: unknown): void {
  try {
    const area = storage === 'local' ? localStorage : sessionStorage;
    if (value === undefined) area.removeItem(key);
    else area.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: the page works without it.
  }
}
