import type { Timer } from './timer.js';

/** Something that many wait for and that happens once. */
export interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

export function createGate(): Gate {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Whether `work` ends within `ms` milliseconds; it goes on if it does not. Throws what it throws until then. */
export function within(timer: Timer, ms: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const handle = timer.set(() => resolve(false), ms);
    work.then(
      () => {
        timer.clear(handle);
        resolve(true);
      },
      (error: unknown) => {
        timer.clear(handle);
        reject(error);
      },
    );
  });
}
