import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { PLACEHOLDERS } from './defaults.js';
import { cancelInductionMessages } from './induction-messages.js';
import { removeOrphanedProposal } from './orphaned-proposals.js';
import { membersPerson } from './person.js';
import { requireMember } from './profiles.js';
import { statusWith } from './rules/induction.js';
import { mergedProfile, whichStays } from './rules/merge.js';
import { membersStore, organisationsStore } from './store/index.js';
import type { Member } from './types.js';

/**
 * Makes two rows of one person one, so that nothing of either is lost and nothing is there twice: every feature joins what
 * it holds, then the engines do, then the rows themselves are joined. Returns the row that stays. Throws an `InputError`
 * for bots and for a member with themselves.
 */
export async function mergeMembers(context: Context, one: MemberId, other: MemberId): Promise<Member> {
  if (one === other) throw new RangeError(`member ${one} can't be merged with themselves`);
  const store = membersStore(context.tx);
  const [a, b] = [await requireMember(context, one), await requireMember(context, other)];
  if (a.isBot || b.isBot) throw new InputError('bots stay what they are', phrase('members.error.bot-role'));
  const { into, from } = whichStays(a, b);
  const change = mergedProfile(into, from, PLACEHOLDERS);
  // The status of a member who has finished the induction follows from their organisation.
  const settled =
    change.inductionStep === null && change.status !== 'left' && change.organisation
      ? { status: statusWith(await organisationsStore(context.tx).find(change.organisation)) }
      : {};
  const merged: Member = { ...into, ...change, ...settled };
  await store.update(into.id, { ...change, ...settled });
  await cancelInductionMessages(context, from.id);
  if (change.inductionStep === null) await cancelInductionMessages(context, into.id);
  const ids = { from: from.id, into: into.id };
  for (const { name, person } of context.features.all) {
    if (name !== 'members') await person.onMembersMerged(context, ids);
  }
  await context.personalData.merge(from.id, into.id);
  await membersPerson.onMembersMerged(context, ids);
  for (const organisation of [into.organisation, from.organisation]) {
    if (organisation !== null) await removeOrphanedProposal(context, organisation);
  }
  return merged;
}
