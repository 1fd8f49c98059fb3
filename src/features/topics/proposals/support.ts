import type { Actor } from '../../../core/access.js';
import { InputError, NotFoundError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { findMember } from '../../members/public.js';
import { topicsStore } from '../store/index.js';
import type { ProposalId, ProposalView } from '../types.js';
import { findRelated, viewProposal } from './find.js';

/**
 * Supports a proposal, once however often it is pressed; for one that was merged, the one that goes on.
 * Throws an `InputError` for one's own, a `NotFoundError` for one that is over or gone.
 */
export async function support(context: Context, actor: Actor, id: ProposalId): Promise<ProposalView> {
  return viewProposal(context, await addSupport(context, actor, id), actor);
}

/** Takes one's support back; without any, nothing changes. */
export async function takeBack(context: Context, actor: Actor, id: ProposalId): Promise<ProposalView> {
  const { proposal } = await findRelated(context, id, actor.id);
  await topicsStore(context.tx).removeSupport(proposal.id, actor.id);
  return viewProposal(context, proposal.id, actor);
}

/** Supports a proposal and says that one would facilitate the discussion; throws what `support` throws. */
export async function facilitate(context: Context, actor: Actor, id: ProposalId): Promise<ProposalView> {
  const supported = await addSupport(context, actor, id);
  await topicsStore(context.tx).setFacilitates(supported, actor.id, true);
  return viewProposal(context, supported, actor);
}

/** Takes back that one would facilitate the discussion; the support stays. Throws what `findRelated` throws. */
export async function doNotFacilitate(context: Context, actor: Actor, id: ProposalId): Promise<ProposalView> {
  const { proposal } = await findRelated(context, id, actor.id);
  await topicsStore(context.tx).setFacilitates(proposal.id, actor.id, false);
  return viewProposal(context, proposal.id, actor);
}

async function addSupport(context: Context, actor: Actor, id: ProposalId): Promise<ProposalId> {
  const { proposal, relation } = await findRelated(context, id, actor.id);
  // A member who supported it before their own proposal was merged into it still supports it.
  if (relation.proposed && !relation.supports) throw new InputError('their own proposal', phrase('topics.error.own'));
  const store = topicsStore(context.tx);
  if (!(await store.hold(proposal.id))) throw new NotFoundError('not open', phrase('topics.error.closed'));
  if (relation.supports) return proposal.id;
  const organisation = (await findMember(context, actor.id))?.organisation ?? null;
  await store.addSupport(proposal.id, { member: actor.id, organisation, at: context.now });
  return proposal.id;
}
