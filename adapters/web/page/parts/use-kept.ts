import { useState } from 'preact/hooks';
import { readStored, writeStored } from '../store.js';

/** A state that survives a reload of the tab, as long as it differs from what it began with. */
export function useKept<T>(key: string, initial: T, isValid: (value: unknown) => value is T): readonly [T, (value: T) => void] {
  const [value, set] = useState<T>(() => readStored('session', key, isValid) ?? initial);
  const change = (next: T): void => {
    writeStored('session', key, JSON.stringify(next) === JSON.stringify(initial) ? undefined : next);
    set(next);
  };
  return [value, change];
}

/** Whether a stored value is a list of texts. */
export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
