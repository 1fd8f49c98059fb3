import { AsyncLocalStorage } from 'node:async_hooks';
import type { TransactionGuard } from '../../src/store/store.js';

/** Knows what runs inside a transaction, so that a test fails at once where the bot would wait for a connection in vain. */
export function createTransactionGuard(): TransactionGuard {
  const open = new AsyncLocalStorage<{ ended: boolean }>();
  return {
    async inside(work) {
      const state = { ended: false };
      try {
        return await open.run(state, work);
      } finally {
        state.ended = true;
      }
    },
    outside(use) {
      // A timer or promise that outlives its transaction counts as outside.
      if (open.getStore()?.ended === false) throw new Error(`${use} inside a transaction: use the repositories that it was given`);
    },
  };
}
