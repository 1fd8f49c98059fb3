import { AsyncLocalStorage } from 'node:async_hooks';
import type { TransactionGuard } from '../../src/store/store.js';

/**
 * The open transactions of each guard. All guards share it, because Node 20 copies every `AsyncLocalStorage` ever used to
 * each new promise, even after its owner is gone.
 */
const open = new AsyncLocalStorage<ReadonlyMap<TransactionGuard, { ended: boolean }>>();

/** Knows what runs inside a transaction, so that a test fails at once where the bot would wait for a connection in vain. */
export function createTransactionGuard(): TransactionGuard {
  const guard: TransactionGuard = {
    async inside(work) {
      const state = { ended: false };
      try {
        return await open.run(new Map(open.getStore()).set(guard, state), work);
      } finally {
        state.ended = true;
      }
    },
    outside(use) {
      // A timer or promise that outlives its transaction counts as outside.
      if (open.getStore()?.get(guard)?.ended === false)
        throw new Error(`${use} inside a transaction: use the repositories that it was given`);
    },
  };
  return guard;
}
