import type { Instant } from '../../core/time.js';

/** What to do with a row that is found late: run it, or drop it once it is later than this many milliseconds. */
export type Lateness = { readonly policy: 'run' } | { readonly policy: 'drop'; readonly afterMs: number };

/** `heavy` may take seconds of a core; `delivery` talks to a platform; `normal` is a short transaction. */
export type JobClass = 'normal' | 'heavy' | 'delivery';

export interface JobRun {
  readonly key: string;
  /** The original due time, the same in each attempt. */
  readonly dueAt: Instant;
  readonly now: Instant;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/**
 * The result of a run. `effects` run in the transaction that marks the row as done, so both happen or neither. `later` plans the
 * row again at `at` without counting an attempt (quiet hours, a rate limit).
 */
export type JobOutcome<C> =
  | { readonly type: 'done'; readonly effects: (context: C) => Promise<void> }
  | { readonly type: 'dropped'; readonly reason: string }
  /** A final failure, which organisers see and may retry. An error that is thrown is retried automatically. */
  | { readonly type: 'failed'; readonly reason: string; readonly effects?: (context: C) => Promise<void> }
  /** A function is asked within the transaction that writes it. */
  | {
      readonly type: 'later';
      readonly at: Instant | ((context: C) => Promise<Instant>);
      readonly reason: string;
      readonly effects?: (context: C) => Promise<void>;
    };

/** A kind of agenda row and its handler, which must be idempotent: it may run again after a crash. */
export interface Job<C> {
  readonly kind: string;
  readonly class: JobClass;
  readonly lateness: Lateness;
  /** It only looks for work: people notice what it leads to and not that it ran. */
  readonly upkeep?: true;
  /** Runs outside any transaction. */
  readonly run: (context: C, payload: unknown, run: JobRun) => Promise<JobOutcome<C>>;
}
