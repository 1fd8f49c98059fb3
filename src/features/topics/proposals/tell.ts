import type { Context } from '../../../feature-api/index.js';
import type { DeliveryPlan } from '../../../ports/agenda.js';
import { type Answered, topicsStore } from '../store/index.js';
import type { ProposalId } from '../types.js';

export type Told =
  | 'topics.declined'
  | 'topics.edited'
  | 'topics.merged'
  | 'topics.plan.planned'
  | 'topics.plan.opened'
  | 'topics.plan.put-back';

/**
 * Plans a message to who proposed it, if they are still here. The delivery names them by a random key, so that only the
 * table of proposers leads from a proposal to a person.
 */
export async function tellProposer(context: Context, id: ProposalId, kind: Told, version: number): Promise<void> {
  const proposer = await topicsStore(context.tx).answered(id);
  if (proposer) await context.deliveries.plan(messageTo(context, proposer, kind, version));
}

export function messageTo({ now }: Pick<Context, 'now'>, { member, key }: Answered, kind: Told, version: number): DeliveryPlan {
  return { key: `${kind}:${key}:${version}`, kind, args: { answer: key }, to: { to: 'member', member }, dueAt: now };
}
