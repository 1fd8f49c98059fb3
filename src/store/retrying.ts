import { StoreError } from './errors.js';

/** Two transactions that wait for each other, or could not be put in an order: PostgreSQL ends one, which is to be run again. */
const RUN_AGAIN: ReadonlySet<unknown> = new Set(['40P01', '40001']);
const ATTEMPTS = 4;

/** Runs a transaction again that the database ended for another's sake: nothing of it was written. */
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
