import type { Repositories, Store } from '../ports/store.js';

/** Writes something; resolves once it is written for good, throws what the work or the store throws. */
export type WriteTogether = (work: (repositories: Repositories) => Promise<void>) => Promise<void>;

interface Waiting {
  readonly work: (repositories: Repositories) => Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** So many share a transaction. More would keep others waiting for the database. */
const BATCH = 100;

/**
 * What comes in while a transaction is written shares the next one: a commit waits for the disk, and one wait serves all. If
 * something in it throws, each is written alone, so `work` may run twice.
 */
export function createTogether(store: Pick<Store, 'transaction'>): WriteTogether {
  const waiting: Waiting[] = [];
  let writing = false;

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      await store.transaction(async (repositories) => {
        for (const { work } of batch) await work(repositories);
      });
      for (const { resolve } of batch) resolve();
    } catch (error) {
      if (batch.length > 1) for (const one of batch) await write([one]);
      else for (const { reject } of batch) reject(error);
    }
  };

  const writeAll = async (): Promise<void> => {
    if (writing) return;
    writing = true;
    // What comes in at the same moment goes out together.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) await write(waiting.splice(0, BATCH));
    writing = false;
  };

  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push({ work, resolve, reject });
      void writeAll();
    });
}
