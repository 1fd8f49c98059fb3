/** Reads a JSON value from the browser's storage; `undefined` if it is absent, invalid, or the storage is not available. */
export function readStored<T>(storage: 'local' | 'session', key: string, isValid: (value: unknown) => value is T): T | undefined {
  try {
    const text = (storage === 'local' ? localStorage : sessionStorage).getItem(key);
    const value: unknown = text === null ? undefined : JSON.parse(text);
    return isValid(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Removes all values whose keys begin with one of the prefixes. */
export function removeStored(...prefixes: readonly string[]): void {
  try {
    for (const area of [localStorage, sessionStorage]) {
      for (const key of Object.keys(area)) if (prefixes.some((prefix) => key.startsWith(prefix))) area.removeItem(key);
    }
  } catch {
    // The storage is not available, so nothing was stored.
  }
}

/** Writes a JSON value into the browser's storage; `undefined` removes it. */
export function writeStored(storage: 'local' | 'session', key: string, value: unknown): void {
  try {
    const area = storage === 'local' ? localStorage : sessionStorage;
    if (value === undefined) area.removeItem(key);
    else area.setItem(key, JSON.stringify(value));
  } catch {
    // The storage is full or not available; the page works without it.
  }
}
