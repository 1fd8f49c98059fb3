import { after, DAY, HOUR, type Instant } from '../core/time.js';
import type { JobOutcome } from '../feature-api/job.js';
import type { DeliveryError } from '../ports/chat.js';
import { ATTEMPTS_MAX } from './backoff.js';
import { RATE_LIMIT } from './instrument-delivery.js';

/** How long edits, removals and patient messages are retried while the platform cannot be reached. */
const PATIENCE = 30 * DAY;

/** The attempt that failed. */
export interface FailedAttempt {
  /** 1 for the first. */
  readonly attempt: number;
  /** When the first attempt was due. */
  readonly dueAt: Instant;
  readonly now: Instant;
}

/**
 * Decides when repeatable work is tried again after the platform failed.
 * @returns When to try again; `undefined` if another attempt would change nothing or come too late.
 * @throws The error while attempts count, so that the delay grows; once it is an hour, attempts are hourly.
 */
export function tryAgain(error: DeliveryError, { attempt, dueAt, now }: FailedAttempt): JobOutcome | undefined {
  if (error.retryAfterMs !== undefined) return { type: 'later', at: after(now, Math.max(error.retryAfterMs, 1)), reason: RATE_LIMIT };
  if (error.outcome !== 'wait' && error.outcome !== 'ambiguous') return undefined;
  if (attempt < ATTEMPTS_MAX) throw error;
  return inAnHour({ dueAt, now }, `delivery:${error.outcome}`);
}

/** The next attempt of what has grown patient; undefined once it has waited for long enough. */
export function inAnHour({ dueAt, now }: Pick<FailedAttempt, 'dueAt' | 'now'>, reason: string): JobOutcome | undefined {
  return now >= after(dueAt, PATIENCE) ? undefined : { type: 'later', at: after(now, HOUR), reason };
}
