import { MINUTE } from '../core/time.js';
import { createPrioritySemaphore, type PrioritySemaphore } from '../kit/priority-semaphore.js';
import type { Timer } from '../kit/timer.js';
import { StoreError, storePhrase } from './errors.js';

/** How callers wait for a connection. */
export interface WaitOptions {
  /** Hears of each caller that was given up because it waited too long. */
  readonly onLate?: ((error: Error) => void) | undefined;
  readonly timer?: Timer | undefined;
}

/** Longer than any work holds a connection; a caller that waits longer inside a transaction probably waits for itself. */
const PATIENCE_MS = MINUTE;

/** Queues the callers of a number of connections. A caller that waits longer than a minute fails, because it might wait for ever. */
export function createConnectionQueue(connections: number, { onLate, timer }: WaitOptions): PrioritySemaphore {
  return createPrioritySemaphore({
    permits: connections,
    patienceMs: PATIENCE_MS,
    timer,
    late() {
      const error = new StoreError('waited too long for a connection: was it asked for inside a transaction?', storePhrase('store.busy'));
      onLate?.(error);
      return error;
    },
  });
}
