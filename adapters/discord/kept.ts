import { randomBytes } from 'node:crypto';
import type { Clock } from '../../src/core/time.js';

/** Things that are kept in memory for a while, by a name nobody can guess. A restart forgets them: whoever asks says so kindly. */
export interface Kept<T> {
  keep(value: T): string;
  find(token: string): T | undefined;
}

export function createKept<T>(clock: Clock, lasts: number, max: number): Kept<T> {
  const things = createMemory<T>(clock, lasts, max);
  return {
    keep(value) {
      const token = randomBytes(12).toString('base64url');
      things.set(token, value);
      return token;
    },
    find: things.get,
  };
}

export interface Memory<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

/** The last `max` things, each for `lasts` milliseconds. */
export function createMemory<T>(clock: Clock, lasts: number, max: number): Memory<T> {
  const things = new Map<string, { readonly value: T; readonly until: number }>();
  return {
    get(key) {
      const found = things.get(key);
      return found && found.until > clock.now() ? found.value : undefined;
    },
    set(key, value) {
      things.delete(key);
      for (const [oldest, { until }] of things) {
        if (things.size < max && until > clock.now()) break;
        things.delete(oldest);
      }
      things.set(key, { value, until: clock.now() + lasts });
    },
  };
}
