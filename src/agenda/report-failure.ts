import type { Context } from '../feature-api/index.js';
import { phrase } from '../language/index.js';
import { type Delivery, THREAD_GONE } from '../ports/agenda.js';
import { DeliveryError, PLATFORMS } from '../ports/chat.js';
import type { PlatformProblem } from '../ports/problems.js';
import { ATTEMPTS_MAX } from './backoff.js';
import { type DeliverDeps, type Outcome } from './delivery-outcomes.js';
import { adapterOf } from './destination.js';

const FAILED = 'delivery-failed';
const WAITS = 'opening-waits';

/**
 * Reports a delivery that fails for good to organisers, at most once a day; the agenda lists every failure.
 * @param attempt 1 for the first; an error of the last attempt becomes a failed outcome.
 * @returns The outcome of `work`, whose effects also report the failure. Throws what `work` throws before the last attempt.
 */
export async function reportingFailure(deps: DeliverDeps, delivery: Delivery, attempt: number, work: Promise<Outcome>): Promise<Outcome> {
  let outcome: Outcome;
  try {
    outcome = await work;
  } catch (error) {
    if (!(error instanceof DeliveryError) || attempt < ATTEMPTS_MAX) throw error;
    outcome = { type: 'failed', reason: `delivery:${error.outcome}` };
  }
  if (outcome.type !== 'failed' || isKnown(delivery, outcome.reason)) return outcome;
  const platform = adapterOf(deps, delivery)?.platform ?? [...deps.adapters.keys()][0];
  if (platform === undefined) return outcome;
  const { effects } = outcome;
  return {
    ...outcome,
    async effects(context) {
      await effects?.(context);
      const explanation = phrase('agenda.problem.delivery-failed');
      await report(context, { platform, code: FAILED, where: '', explanation, lasting: false, details: { kind: delivery.kind } });
    },
  };
}

/** Reports the opening of a thread that waits for its platform: organisers hear once in an outage that it is late, and still tried. */
export function reportingWait({ adapters }: DeliverDeps, { conversation, to }: Delivery, outcome: Outcome): Outcome {
  const [first] = adapters.keys();
  const named = conversation?.platform ?? ('platform' in to ? to.platform : first);
  const platform = PLATFORMS.find((each) => each === named);
  if (outcome.type !== 'later' || to.to !== 'thread' || platform === undefined) return outcome;
  return {
    ...outcome,
    async effects(context) {
      if ((await context.conversations.find(to.thread, platform)) !== undefined) return;
      const explanation = phrase('agenda.problem.opening-waits', { channel: `#${to.of}`, platform });
      await report(context, { platform, code: WAITS, where: to.thread, explanation, lasting: false, details: {} });
    },
  };
}

/** Whether organisers hear of the failure in another way: a deleted thread, or a person who cannot be reached. */
function isKnown({ to }: Delivery, reason: string): boolean {
  return reason === THREAD_GONE || (to.to === 'member' && reason === 'delivery:unreachable');
}

async function report(context: Context, problem: PlatformProblem): Promise<void> {
  for (const { problems } of context.features.all) await problems?.occurred(context, problem);
}
