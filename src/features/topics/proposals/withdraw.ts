import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { topicsStore } from '../store/index.js';
import type { ProposalId } from '../types.js';
import { ownProposal } from './edit.js';

/**
 * Withdraws one's own proposal: its texts are erased. Where proposals of others were merged into it, it stays for them, without
 * this proposer. Throws what `ownProposal` throws.
 */
export async function withdraw(context: Context, member: MemberId, id: ProposalId): Promise<void> {
  await ownProposal(context, member, id);
  const store = topicsStore(context.tx);
  if (await store.hasMerged(id)) await store.removeProposer(id);
  else await store.withdraw(id);
}
