import type { Context } from '../feature-api/index.js';
import { phrase } from '../language/index.js';
import { type Delivery, THREAD_GONE } from '../ports/agenda.js';
import { DeliveryError, type Platform } from '../ports/chat.js';
import { ATTEMPTS_MAX } from './backoff.js';
import { type DeliverDeps, type Outcome } from './delivery-outcomes.js';
import { adapterOf } from './destination.js';

const FAILED = 'delivery-failed';

/**
 * Makes organisers hear of a message that fails for good: the outcome, which `work` returns or its last attempt ends with, reports
 * it. They are told once a day, and the agenda has each of them.
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
      await report(context, platform);
    },
  };
}

/** What is told already: a deleted thread, and a person who can't be reached. */
function isKnown({ to }: Delivery, reason: string): boolean {
  return reason === THREAD_GONE || (to.to === 'member' && reason === 'delivery:unreachable');
}

async function report(context: Context, platform: Platform): Promise<void> {
  const explanation = phrase('agenda.problem.delivery-failed');
  const problem = { platform, code: FAILED, where: '', explanation, lasting: false, details: {} };
  for (const { problems } of context.features.all) await problems?.occurred(context, problem);
}
