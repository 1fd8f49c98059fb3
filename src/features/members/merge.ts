import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { PLACEHOLDERS } from './defaults.js';
import { cancelInductionMessages } from './induction-messages.js';
import { removeOrphanedProposal } from './orphaned-proposals.js';
import { noteJoined } from './parting.js';
import { membersPerson } from './person.js';
import { requireMember } from './profiles.js';
import { accountsCollide } from './rules/identity.js';
import { statusWith } from './rules/induction.js';
import { mergedProfile, whichStays } from './rules/merge.js';
import { accountsStore, membersStore, organisationsStore, waitingAccountsStore } from './store/index.js';
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
  const [theirs, others] = [await accountsOf(context, from.id), await accountsOf(context, into.id)];
  if (accountsCollide([...theirs.accounts, ...theirs.waiting], [...others.accounts, ...others.waiting]))
    throw new InputError('two accounts of one platform', phrase('people.error.accounts-collide'));
  const changesSince = await context.personalData.watchRows({ from: from.id, into: into.id }, context.features.tables);
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
  const how = { member: into.id, profile: from, two: ids, ...theirs, before: into, after: merged };
  await noteJoined(context, how, await changesSince());
  return merged;
}

async function accountsOf(context: Context, member: MemberId) {
  return { accounts: await accountsStore(context.tx).of(member), waiting: await waitingAccountsStore(context.tx).ofMany([member]) };
}
