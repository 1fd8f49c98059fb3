import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import { phrase } from '../../language/index.js';
import type { Member } from '../../ports/members.js';
import type { Repositories } from '../../ports/store.js';
import { cancelInductionMessages, type MembersDependencies, PLACEHOLDERS, requireMember } from './dependencies.js';
import { mergedProfile, whichStays } from './merge-rules.js';
import { removeOrphanedProposal } from './orphaned-proposals.js';
import { statusWith } from './rules.js';

/**
 * Makes two rows one, in the caller's transaction: nothing of either is lost and nothing is there twice. Returns the row
 * that stays. Throws an `InputError` for bots.
 */
export async function mergeTwo(
  { mergeHooks = [] }: Pick<MembersDependencies, 'mergeHooks'>,
  repositories: Repositories,
  one: MemberId,
  other: MemberId,
): Promise<Member> {
  const [a, b] = [await requireMember(repositories, one), await requireMember(repositories, other)];
  if (a.isBot || b.isBot) throw new InputError('bots stay what they are', phrase('members.error.bot-role'));
  const { into, from } = whichStays(a, b);
  const change = mergedProfile(into, from, PLACEHOLDERS);
  // Whoever has finished the induction stands where their organisation stands.
  const settled =
    change.inductionStep === null && change.status !== 'left' && change.organisation
      ? { status: statusWith(await repositories.organisations.find(change.organisation)) }
      : {};
  await repositories.members.update(into.id, { ...change, ...settled });
  await cancelInductionMessages(repositories, from.id);
  if (change.inductionStep === null) await cancelInductionMessages(repositories, into.id);
  await repositories.members.merge(from.id, into.id);
  for (const hook of mergeHooks) await hook(repositories, { from: from.id, into: into.id });
  for (const organisation of [into.organisation, from.organisation]) {
    if (organisation !== null) await removeOrphanedProposal(repositories, organisation);
  }
  return requireMember(repositories, into.id);
}
