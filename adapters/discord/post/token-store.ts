import { randomBytes } from 'node:crypto';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';

/** Values in memory, each under a random token that nobody can guess. A restart loses them. */
export interface TokenStore<T> {
  /** Stores a value and returns its token. */
  add(value: T): string;
  /** The value of a token, or `undefined` if it is unknown or its time is over. */
  get(token: string): T | undefined;
}

/** Creates a token store; for the options see `createTtlCache`. */
export function createTokenStore<T>(options: Parameters<typeof createTtlCache>[0]): TokenStore<T> {
  const values = createTtlCache<T>(options);
  return {
    add(value) {
      const token = randomBytes(12).toString('base64url');
      values.set(token, value);
      return token;
    },
    get: values.get,
  };
}
