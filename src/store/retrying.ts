import { StoreError } from './errors.js';

/** PostgreSQL's codes for a deadlock and for a serialization failure: the transaction must run again. */
const RUN_AGAIN: ReadonlySet<unknown> = new Set(['40P01', '40001']);
const ATTEMPTS = 4;

/**
 * Runs a transaction again if the database rolled it back because of a conflict; at most 4 times.
 *
 * @throws What the last attempt throws.
 */
export async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (count === ATTEMPTS || !mayRunAgain(error)) throw error;
    }
  }
}

function mayRunAgain(error: unknown): boolean {
  const { cause } = error instanceof StoreError ? error : {};
  return cause instanceof Error && 'code' in cause && RUN_AGAIN.has(cause.code);
}
