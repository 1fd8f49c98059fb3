import type { Instant } from '../core/time.js';

/** Runs due agenda rows. SQL is the source of truth, so a runner may be stopped or killed, or lose its queue, at any moment. */
export interface AgendaRunner {
  start(): Promise<void>;
  /**
   * Stops the runner. Rows that still run after the grace period are planned again.
   * @param graceMs The grace period in milliseconds.
   */
  stop(graceMs: number): Promise<void>;
  /** Checks for due rows at once instead of at the next poll. */
  wake(): void;
  /** Runs all rows that are due by the clock, and those that become due because of them. Returns how many rows ran. */
  runDue(): Promise<number>;
  /** Pauses the runner during `work`: rows run only by `runDue`, so that the caller, who moves the clock, decides when. */
  pauseWhile<T>(work: () => Promise<T>): Promise<T>;
  /** When the next planned row is due; `undefined` if there is none. */
  nextDue(): Promise<Instant | undefined>;
}
