import { createBatches } from '../kit/batching.js';
import type { Repositories, Store } from '../ports/store.js';

type Work = (repositories: Repositories) => Promise<void>;

/** Writes something; resolves once it is written for good, throws what the work or the store throws. */
export type WriteTogether = (work: Work) => Promise<void>;

/** So many share a transaction. More would keep others waiting for the database. */
const BATCH = 100;

/**
 * Shares transactions: a commit waits for the disk, and one wait serves all. If something in one throws, each is written alone,
 * so `work` may run twice.
 */
export function createTogether(store: Pick<Store, 'transaction'>): WriteTogether {
  return createBatches<Work, void>({
    most: BATCH,
    againAlone: true,
    run: (works) =>
      store.transaction(async (repositories) => {
        for (const work of works) await work(repositories);
        return [];
      }),
  });
}
