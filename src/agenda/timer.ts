/** Calls back after `ms` milliseconds. Injected, so that tests decide when time passes. */
export interface Timer {
  set(work: () => void, ms: number): unknown;
  clear(handle: unknown): void;
}

export const systemTimer: Timer = {
  set: (work, ms) => setTimeout(work, ms),
  clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
};
