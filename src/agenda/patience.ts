import { after, DAY, HOUR, type Instant } from '../core/time.js';
import type { JobOutcome } from '../feature-api/job.js';
import type { DeliveryError } from '../ports/chat.js';
import { ATTEMPTS_MAX } from './backoff.js';
import { RATE_LIMIT } from './instrument-delivery.js';

/** How long it is tried to change or remove what stands on a platform that can't be reached, and to send what is patient. */
const PATIENCE = 30 * DAY;

/** The attempt that failed. */
export interface FailedAttempt {
  /** 1 for the first. */
  readonly attempt: number;
  /** When it was to be done first. */
  readonly dueAt: Instant;
  readonly now: Instant;
}

/**
 * When work is done again that may be repeated, after the platform could not do it now. Throws the error where the attempt counts, so
 * that the delay grows; when it has grown to an hour, it is tried each hour. Undefined where another attempt changes nothing, or not in
 * time.
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
