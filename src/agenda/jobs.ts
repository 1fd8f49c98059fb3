import type { Job, JobClass } from '../feature-api/job.js';
import { wheneverPossible } from '../feature-api/lateness.js';

/** The kind of row that the store writes with each delivery. */
export const DELIVER = 'deliver';

/** The kind of row that the store writes when a sent message should be composed again. */
export const REFRESH = 'refresh';

/** The kind of row that the store writes when a message should be deleted. */
export const REMOVE = 'remove';

/** What becomes of the engines' own rows when they are found late. */
export const ENGINE_LATENESS = { [DELIVER]: wheneverPossible, [REFRESH]: wheneverPossible, [REMOVE]: wheneverPossible };

export interface JobRegistry {
  readonly get: (kind: string) => Job | undefined;
  readonly kindsOf: (jobClass: JobClass) => readonly string[];
}

/**
 * Indexes jobs by kind.
 * @throws {Error} If two jobs have the same kind, or none is for deliveries.
 */
export function createJobRegistry(jobs: readonly Job[]): JobRegistry {
  const byKind = new Map<string, Job>();
  for (const job of jobs) {
    if (byKind.has(job.kind)) throw new Error(`two jobs for the kind ${job.kind}`);
    byKind.set(job.kind, job);
  }
  if (!byKind.has(DELIVER)) throw new Error(`no job for the kind ${DELIVER}`);
  return {
    get: (kind) => byKind.get(kind),
    kindsOf: (jobClass) => jobs.filter((job) => job.class === jobClass).map((job) => job.kind),
  };
}
