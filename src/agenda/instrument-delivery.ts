import type { JobOutcome } from '../core/job.js';
import { type Delivery, UNKNOWN_OUTCOME } from '../ports/agenda.js';
import type { Platform } from '../ports/chat.js';
import type { DeliveryResult, Metrics } from '../ports/metrics.js';
import type { Repositories } from '../ports/store.js';
import { ATTEMPTS_MAX } from './backoff.js';

/** Why a delivery waits: its reader sleeps; the platform wants it slower. */
export const QUIET_HOURS = 'quiet-hours';
export const RATE_LIMIT = 'rate-limit';

/** How far a try came. */
export interface Progress {
  platform: Platform | undefined;
  /** Something went out, now or in the earlier try that was found. */
  delivered: boolean;
}

type Outcome = JobOutcome<Repositories>;

/** Runs one try and tells what became of it. Throws what the try throws. */
export async function instrument(
  metrics: Metrics,
  delivery: Delivery,
  attempt: number,
  run: (progress: Progress) => Promise<Outcome>,
): Promise<Outcome> {
  const progress: Progress = { platform: delivery.conversation?.platform, delivered: false };
  const tell = (result: DeliveryResult | undefined) => {
    if (result !== undefined) metrics.delivery(delivery.kind, progress.platform, result);
  };
  try {
    const outcome = await run(progress);
    tell(resultOf(outcome, progress));
    return outcome;
  } catch (error) {
    tell(attempt < ATTEMPTS_MAX ? 'retried' : 'failed');
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
      // To give way to an earlier one is no news.
      return outcome.reason === QUIET_HOURS || outcome.reason === RATE_LIMIT ? 'held' : undefined;
    default:
      return outcome satisfies never;
  }
}
