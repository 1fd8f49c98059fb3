import { createBatcher } from './batching.js';

/** Whatever can run work in one transaction; `Tx` is what the work uses to read and write. */
interface TransactionRunner<Tx> {
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export interface GroupCommitOptions<Tx, Request, Result> {
  /** The largest number of requests in one transaction; a longer transaction delays everyone else who writes. */
  readonly maxSize: number;
  /** Writes all requests within the given transaction and returns one result per request, in the same order. */
  readonly apply: (tx: Tx, requests: readonly Request[]) => Promise<readonly Result[]>;
}

/**
 * Group commit: requests that arrive together share one transaction, because each commit waits for the disk. If anything
 * in a transaction throws, it is rolled back and each request gets a transaction of its own, so `apply` may see a request
 * twice. (DeWitt et al., "Implementation Techniques for Main Memory Database Systems", SIGMOD 1984.)
 *
 * @returns A function that resolves once its request is committed, and rejects with what `apply` or the store throws.
 * @example
 * const write = createGroupCommit(store, { maxSize: 100, apply: applyInOrder<Repositories> });
 * await write((repositories) => repositories.community.saveFact('name', 'value'));
 */
export function createGroupCommit<Tx, Request, Result>(
  store: TransactionRunner<Tx>,
  { maxSize, apply }: GroupCommitOptions<Tx, Request, Result>,
): (request: Request) => Promise<Result> {
  return createBatcher<Request, Result>({
    maxSize,
    retryIndividually: true,
    run: (requests) => store.transaction((tx) => apply(tx, requests)),
  });
}

/** For requests that are functions: runs one after the other in the transaction that they share. */
export async function applyInOrder<Tx>(tx: Tx, works: readonly ((tx: Tx) => Promise<void>)[]): Promise<readonly void[]> {
  for (const work of works) await work(tx);
  return [];
}
