import type { Actor } from '../../../core/access.js';
import { AccessError, InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { leaveDraft } from '../plan/change.js';
import { topicsStore } from '../store/index.js';
import type { Proposal, ProposalId, ProposalText, ProposalView } from '../types.js';
import { assertSector } from './draft.js';
import { requireProposal, viewProposal } from './find.js';

/** Throws an `AccessError` for a proposal of others, and a `NotFoundError` for one that is gone. */
export async function ownProposal(context: Context, member: MemberId, id: ProposalId): Promise<Proposal> {
  const proposal = await requireProposal(context, id);
  const found = await topicsStore(context.tx).view(id, member);
  if (!found?.relation.own) throw new AccessError('a proposal of others', phrase('topics.error.not-yours'));
  return proposal;
}

/** Throws an `InputError` where it can no longer be changed, and what `ownProposal` throws. */
export async function ownOpen(context: Context, member: MemberId, id: ProposalId): Promise<Proposal> {
  const proposal = await ownProposal(context, member, id);
  if (proposal.state !== 'open') throw new InputError('not open', phrase('topics.error.closed'));
  return proposal;
}

/**
 * Changes one's own proposal; with another sector it leaves a draft, which may choose it again. Throws what `ownOpen` throws, and an
 * `InputError` if it was changed meanwhile.
 */
export async function editOwn(context: Context, actor: Actor, id: ProposalId, change: Partial<ProposalText>): Promise<ProposalView> {
  const proposal = await ownOpen(context, actor.id, id);
  if (change.sector !== undefined) await assertSector(context, change.sector, proposal.sector);
  if (!(await topicsStore(context.tx).rewrite(proposal, { ...proposal, ...change }))) throw changedMeanwhile();
  if (change.sector !== undefined && change.sector !== proposal.sector) await leaveDraft(context, id);
  return viewProposal(context, id, actor);
}

/** The error for a proposal that someone else changed or decided about in the meantime. */
export function changedMeanwhile(): InputError {
  return new InputError('changed meanwhile', phrase('topics.error.changed'));
}
