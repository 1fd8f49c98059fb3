import type { z } from 'zod';
import type { Instant } from './time.js';

/** What to do with a late row: run it anyway, or drop it (and log that) once it is more than `afterMs` milliseconds late. */
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
export type JobOutcome<Repositories> =
  | { readonly type: 'done'; readonly effects: (repositories: Repositories) => Promise<void> }
  | { readonly type: 'dropped'; readonly reason: string }
  /** A final failure, which organisers see and may retry. An error that is thrown is retried automatically. */
  | { readonly type: 'failed'; readonly reason: string }
  /** If `at` is a function, it is called in the transaction that writes the result. */
  | {
      readonly type: 'later';
      readonly at: Instant | ((repositories: Repositories) => Promise<Instant>);
      readonly reason: string;
    };

/** A kind of agenda row and its handler, which must be idempotent: it may run again after a crash. */
export interface Job<Repositories> {
  readonly kind: string;
  readonly class: JobClass;
  readonly lateness: Lateness;
  readonly run: (payload: unknown, run: JobRun) => Promise<JobOutcome<Repositories>>;
}

/** The payload does not match the schema of its kind, so a retry would fail too. */
export class PayloadError extends Error {}

/** Defines a job whose handler is typed by its payload's schema. Payloads contain ids only, never text that a person wrote. */
export function defineJob<Repositories, Payload>(job: {
  readonly kind: string;
  readonly class: JobClass;
  readonly lateness: Lateness;
  readonly payload: z.ZodType<Payload>;
  readonly run: (payload: Payload, run: JobRun) => Promise<JobOutcome<Repositories>>;
}): Job<Repositories> {
  const { payload: schema, ...rest } = job;
  return {
    ...rest,
    run: async (payload, run) => {
      const parsed = schema.safeParse(payload);
      if (!parsed.success) throw new PayloadError(`bad payload of ${job.kind}`, { cause: parsed.error });
      return job.run(parsed.data, run);
    },
  };
}
