import { UnreachableError } from './api.js';

/** The id of something that a person asked for: the server answers the same id once. */
export function newId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).reduce((text, part) => text + part.toString(16).padStart(8, '0'), '');
}

/**
 * Tries a call up to three times while the server is unreachable. The request's id makes repetitions harmless.
 *
 * @throws What the last try throws; a refusal is not tried again.
 */
export async function withRetries<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof UnreachableError) || attempt === 3) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 1_000));
    }
  }
}
