import type { Timer } from './timer.js';

/** An event that many wait for and that happens once. */
export interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

/** Creates a gate that is closed. */
export function createGate(): Gate {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/**
 * Waits for `work`, but only for `ms` milliseconds, or until `enough` resolves; `work` goes on if that is too short.
 *
 * @returns What `work` resolves with, or `undefined` if it took too long.
 * @throws What `work` throws in that time.
 */
export async function within<T>(
  timer: Timer,
  ms: number,
  work: Promise<T>,
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
