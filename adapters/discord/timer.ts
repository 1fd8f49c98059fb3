/** Runs work later; tests give their own. */
export interface Timer {
  /** Runs `work` after `ms` milliseconds, unless the returned handle is cleared before. */
  set(work: () => void, ms: number): unknown;
  clear(handle: unknown): void;
}

export const systemTimer: Timer = {
  set: (work, ms) => setTimeout(work, ms),
  clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/**
 * Waits for `work`, but only for `ms` milliseconds, or until `enough` resolves.
 *
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
