import type { Instant } from '../core/time.js';

/** Wakes up what is due in the agenda. SQL is the truth: a runner may be stopped, killed or emptied at any moment. */
export interface AgendaRunner {
  start(): Promise<void>;
  /** Ends within `graceMs`: running work finishes or is handed back. */
  stop(graceMs: number): Promise<void>;
  /** Something was planned for now: don't wait for the next look. */
  wake(): void;
  /** Runs all that is due at `now` of the clock, and what that makes due, until nothing is. Returns how many rows ran. */
  runDue(): Promise<number>;
  /** Until `work` is done nothing runs but by `runDue`: whoever moves the clock decides what runs when. */
  pauseWhile<T>(work: () => Promise<T>): Promise<T>;
  /** The next moment at which something is due. */
  nextDue(): Promise<Instant | undefined>;
}
