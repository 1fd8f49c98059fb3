import type { Actor } from '../../core/access.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { findMember } from '../members/public.js';
import { viewProposal } from './find.js';
import { topicsStore } from './store/index.js';
import type { ProposalId, ProposalView } from './types.js';

/**
 * Supports a proposal, once however often it is pressed; for one that was merged, the one that goes on.
 * Throws an `InputError` for one's own and for one that is over, a `NotFoundError` for one that is gone.
 */
export async function support(context: Context, actor: Actor, id: ProposalId): Promise<ProposalView> {
  const seen = await viewProposal(context, id, actor);
  if (seen.relation.proposed) throw new InputError('their own proposal', phrase('topics.error.own'));
  const store = topicsStore(context.tx);
  if (!(await store.hold(seen.proposal.id))) throw new NotFoundError('not open', phrase('topics.error.closed'));
  const organisation = (await findMember(context, actor.id))?.organisation ?? null;
  await store.addSupport(seen.proposal.id, { member: actor.id, organisation, at: context.now });
  return viewProposal(context, seen.proposal.id, actor);
}

/** Takes one's support back; without any, nothing changes. */
export async function takeBack(context: Context, actor: Actor, id: ProposalId): Promise<ProposalView> {
  const { proposal } = await viewProposal(context, id, actor);
  await topicsStore(context.tx).removeSupport(proposal.id, actor.id);
  return viewProposal(context, proposal.id, actor);
}

/** Supports a proposal and says that one would facilitate the discussion; throws what `support` throws. */
export async function facilitate(context: Context, actor: Actor, id: ProposalId): Promise<ProposalView> {
  const { proposal } = await support(context, actor, id);
  await topicsStore(context.tx).setFacilitates(proposal.id, actor.id, true);
  return viewProposal(context, proposal.id, actor);
}

export async function doNotFacilitate(context: Context, actor: Actor, id: ProposalId): Promise<ProposalView> {
  const { proposal } = await viewProposal(context, id, actor);
  await topicsStore(context.tx).setFacilitates(proposal.id, actor.id, false);
  return viewProposal(context, proposal.id, actor);
}
