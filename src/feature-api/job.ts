import type { z } from 'zod';
import type { Context } from './context.js';
import type { JobRun } from './parts/job.js';
import type { Job, JobOutcome } from './types.js';

export type { JobClass, JobRun, Lateness } from './parts/job.js';
export type { Job, JobOutcome } from './types.js';

/** The payload does not match the schema of its kind, so a retry would fail too. */
export class PayloadError extends Error {}

/**
 * Types a job's handler by its payload's schema; payloads hold ids only, never people's words. A payload that doesn't parse fails the row.
 *
 * @returns A job whose `run` throws a `PayloadError` for a payload that does not parse, and otherwise what `run` throws.
 */
export function defineJob<Payload>(
  { payload: schema, ...declared }: Omit<Job, 'run'> & { readonly payload: z.ZodType<Payload> },
  run: (context: Context, payload: Payload, run: JobRun) => Promise<JobOutcome>,
): Job {
  return {
    ...declared,
    async run(context, payload, input) {
      const parsed = schema.safeParse(payload);
      if (!parsed.success) throw new PayloadError(`bad payload of ${declared.kind}`, { cause: parsed.error });
      return run(context, parsed.data, input);
    },
  };
}
