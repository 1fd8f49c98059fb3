import type { Actor } from '../../../core/access.js';
import type { Context } from '../../../feature-api/index.js';
import { leaveDraft } from '../plan/change.js';
import { topicsStore } from '../store/index.js';
import type { Proposal, ProposalText, ProposalView, Reviewed } from '../types.js';
import { assertSector } from './draft.js';
import { changedMeanwhile } from './edit.js';
import { requireProposal, viewProposal } from './find.js';
import { tellProposer } from './tell.js';

/**
 * The proposal that a reviewer decides about, as they have read it. Throws a `NotFoundError` for one that is gone, and an
 * `InputError` for one that somebody has changed or decided since.
 */
export async function seenBy(context: Context, seen: Reviewed): Promise<Proposal> {
  const proposal = await requireProposal(context, seen.id);
  if (proposal.state !== 'open' || proposal.version !== seen.version) throw changedMeanwhile();
  return proposal;
}

/** Leaves a proposal as it is. Throws what `seenBy` throws. */
export async function keep(context: Context, actor: Actor, seen: Reviewed): Promise<ProposalView> {
  await seenBy(context, seen);
  if (!(await topicsStore(context.tx).keep(seen))) throw changedMeanwhile();
  await note(context, actor, 'topics.keep', seen);
  return viewProposal(context, seen.id, actor);
}

/** Edits a proposal of others: what it said first is kept, and its proposer is told. Throws what `seenBy` throws. */
export async function revise(
  context: Context,
  actor: Actor,
  seen: Reviewed,
  change: Omit<ProposalText, 'resources'>,
): Promise<ProposalView> {
  const proposal = await seenBy(context, seen);
  await assertSector(context, change.sector, proposal.sector);
  if (!(await topicsStore(context.tx).edit(proposal, { ...proposal, ...change }, context.now))) throw changedMeanwhile();
  if (change.sector !== proposal.sector) await leaveDraft(context, seen.id);
  await note(context, actor, 'topics.edit', seen);
  await tellProposer(context, seen.id, 'topics.edited', seen.version);
  return viewProposal(context, seen.id, actor);
}

/** Declines a proposal; its proposer is told why. Throws what `seenBy` throws. */
export async function decline(context: Context, actor: Actor, seen: Reviewed, reason: string): Promise<Proposal> {
  const proposal = await seenBy(context, seen);
  if (!(await topicsStore(context.tx).decline(seen, reason))) throw changedMeanwhile();
  await leaveDraft(context, seen.id);
  await note(context, actor, 'topics.decline', seen);
  await tellProposer(context, seen.id, 'topics.declined', seen.version);
  return proposal;
}

/** An organiser's or adviser's action, in numbers, in the transaction of its effect. */
export async function note(
  context: Context,
  actor: Actor,
  action: string,
  { id }: Pick<Reviewed, 'id'>,
  more: Readonly<Record<string, number>> = {},
): Promise<void> {
  await context.audit.append({ at: context.now, actor: actor.id, action, details: { proposal: id, ...more } });
}
