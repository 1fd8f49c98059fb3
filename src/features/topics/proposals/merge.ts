import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { leaveDraft } from '../plan/change.js';
import { similarTo } from '../rules/similar.js';
import { type OpenText, topicsStore } from '../store/index.js';
import type { Proposal, ProposalId, ProposalView, Reviewed } from '../types.js';
import { changedMeanwhile } from './edit.js';
import { viewProposal } from './find.js';
import { note, seenBy } from './review.js';
import { tellProposer } from './tell.js';

/** How many proposals a menu offers. */
const OFFERED = 25;

/** What a proposal can be merged into: those that are alike first, then the newest. Throws what `seenBy` throws. */
export async function mergeTargets(
  context: Context,
  seen: Reviewed,
): Promise<{ readonly proposal: Proposal; readonly targets: readonly OpenText[] }> {
  const proposal = await seenBy(context, seen);
  const others = (await topicsStore(context.tx).openTexts()).filter(({ id }) => id !== seen.id);
  const alike = similarTo(proposal, others, OFFERED);
  const rest = others.filter(({ id }) => !alike.some((one) => one.id === id));
  return { proposal, targets: [...alike, ...rest].slice(0, OFFERED) };
}

/**
 * Makes a proposal a part of another one: supporters of both count once, and the proposers of both stay. The proposer of the
 * first is told. Throws an `InputError` for a target that is not open, and what `seenBy` throws.
 */
export async function mergeInto(context: Context, actor: Actor, seen: Reviewed, into: ProposalId): Promise<ProposalView> {
  await seenBy(context, seen);
  const store = topicsStore(context.tx);
  // In the order of their numbers, so that two merges in opposite directions wait for one another.
  const held: readonly [boolean, boolean] =
    into < seen.id ? [await store.hold(into), await store.hold(seen.id)] : [await store.hold(seen.id), await store.hold(into)];
  if (into === seen.id || held.includes(false)) throw new InputError('no such target', phrase('topics.error.closed'));
  if (!(await store.mergeInto(seen, into))) throw changedMeanwhile();
  await store.moveSupports(seen.id, into);
  await leaveDraft(context, seen.id);
  await note(context, actor, 'topics.merge', seen, { mergedInto: into });
  await tellProposer(context, seen.id, 'topics.merged', seen.version);
  return viewProposal(context, into, actor);
}
