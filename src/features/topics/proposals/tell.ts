import type { Context } from '../../../feature-api/index.js';
import { topicsStore } from '../store/index.js';
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
  if (!proposer) return;
  await context.deliveries.plan({
    key: `${kind}:${proposer.key}:${version}`,
    kind,
    args: { answer: proposer.key },
    to: { to: 'member', member: proposer.member },
    dueAt: context.now,
  });
}
