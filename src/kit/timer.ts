/** Runs work later. Injected, so that tests decide when time passes. */
export interface Timer {
  /** Runs `work` after `ms` milliseconds, unless the returned handle is cleared before. */
  set(work: () => void, ms: number): unknown;
  clear(handle: unknown): void;
}

export const systemTimer: Timer = {
  set: (work, ms) => setTimeout(work, ms),
  clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** Does not keep the process alive. */
export const unrefTimer: Timer = {
  ...systemTimer,
  set: (work, ms) => setTimeout(work, ms).unref(),
};
