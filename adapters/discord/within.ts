import type { Timer } from '../../src/kit/timer.js';

/**
 * Waits for `work`, but only for `ms` milliseconds, or until `enough` resolves.
 * @returns What `work` resolves with, or `undefined` if it took too long. Throws what `work` throws in time.
 */
export async function within<T>(
  timer: Timer,
  work: Promise<T>,
  ms: number,
  enough?: Promise<void>,
): Promise<{ readonly value: T } | undefined> {
  let handle: unknown;
  const late = new Promise<undefined>((resolve) => {
    handle = timer.set(() => resolve(undefined), ms);
  });
  try {
    const ended = enough?.then(() => undefined);
    return await Promise.race([work.then((value) => ({ value })), late, ...(ended ? [ended] : [])]);
  } finally {
    timer.clear(handle);
  }
}
