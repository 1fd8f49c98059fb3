import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { leaveDraft } from '../plan/change.js';
import { topicsStore } from '../store/index.js';
import type { ProposalId } from '../types.js';
import { ownProposal } from './edit.js';

/**
 * Withdraws one's own proposal: its texts are erased. Where proposals of others were merged into it, it stays for them, without
 * this proposer. Throws an `InputError` for one that a plan has, and what `ownProposal` throws.
 */
export async function withdraw(context: Context, member: MemberId, id: ProposalId): Promise<void> {
  const proposal = await ownProposal(context, member, id);
  // Everybody who waits for it has been told, so organisers take it out of the plan.
  if (proposal.state === 'planned') throw new InputError('planned', phrase('topics-plan.error.is-planned'));
  const store = topicsStore(context.tx);
  if (await store.hasMerged(id)) return store.leaveToOthers(proposal);
  await store.withdraw(id);
  await leaveDraft(context, id);
}
