import type { Timer } from './timer.js';

/**
 * Runs `work`, and again after each of the `waits` (milliseconds) as long as it fails in a way that `mayPass`.
 *
 * @returns What `work` resolves with. Throws what its last try throws.
 */
export async function retry<T>(
  work: () => Promise<T>,
  {
    waits,
    mayPass,
    timer,
  }: { readonly waits: readonly number[]; readonly mayPass: (error: unknown) => boolean; readonly timer: Pick<Timer, 'set'> },
): Promise<T> {
  for (const ms of waits) {
    try {
      return await work();
    } catch (error) {
      if (!mayPass(error)) throw error;
    }
    await new Promise<void>((resolve) => void timer.set(resolve, ms));
  }
  return work();
}
