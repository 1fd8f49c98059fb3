import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { topicsStore } from '../store/index.js';
import type { Proposal } from '../types.js';

export interface Mine {
  readonly own: readonly Proposal[];
  readonly supported: readonly Proposal[];
}

/** The member's own proposals, those without their name included, and the open ones that they support. */
export async function mine(context: Context, member: MemberId): Promise<Mine> {
  const store = topicsStore(context.tx);
  const own = (await store.ownProposals(member)).filter(({ state }) => state !== 'withdrawn');
  return { own, supported: await store.supportedBy(member) };
}
