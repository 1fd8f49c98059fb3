import type { JobOutcome } from '../feature-api/job.js';
import { type Delivery, UNKNOWN_OUTCOME } from '../ports/agenda.js';
import type { Platform } from '../ports/chat.js';
import type { DeliveryResult, Metrics } from '../ports/metrics.js';
import { ATTEMPTS_MAX } from './backoff.js';

/** Reasons why a delivery is postponed: its reader's quiet hours, or a rate limit. */
export const QUIET_HOURS = 'quiet-hours';
export const RATE_LIMIT = 'rate-limit';

/** How far an attempt came. */
export interface Progress {
  platform: Platform | undefined;
  /** The message arrived, in this attempt or in an earlier one that was found. */
  delivered: boolean;
}

type Outcome = JobOutcome;

/** Runs one attempt and records its result. Throws what the attempt throws. */
export async function instrument(
  metrics: Metrics,
  delivery: Delivery,
  attempt: number,
  run: (progress: Progress) => Promise<Outcome>,
): Promise<Outcome> {
  const progress: Progress = { platform: delivery.conversation?.platform, delivered: false };
  const record = (result: DeliveryResult | undefined) => {
    if (result !== undefined) metrics.delivery(delivery.kind, progress.platform, result);
  };
  try {
    const outcome = await run(progress);
    record(resultOf(outcome, progress));
    return outcome;
  } catch (error) {
    record(attempt < ATTEMPTS_MAX ? 'retried' : 'failed');
    throw error;
  }
}

function resultOf(outcome: Outcome, { delivered }: Progress): DeliveryResult | undefined {
  switch (outcome.type) {
    case 'done':
      return delivered ? 'delivered' : undefined;
    case 'dropped':
      return 'dropped';
    case 'failed':
      return outcome.reason === UNKNOWN_OUTCOME ? 'held' : 'failed';
    case 'later':
      if (outcome.reason?.startsWith('delivery:')) return 'retried';
      // Waiting for an earlier message is not recorded.
      return outcome.reason === QUIET_HOURS || outcome.reason === RATE_LIMIT ? 'held' : undefined;
    default:
      return outcome satisfies never;
  }
}
