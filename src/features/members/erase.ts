import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import type { Identity } from '../../ports/identity.js';
import { removeOrphanedProposal } from './orphaned-proposals.js';
import { membersPerson } from './person.js';
import { hasOrganiser } from './roles.js';
import { accountsStore, membersStore } from './store/index.js';
import type { Member } from './types.js';

/** Throws an `InputError` for the last organiser: without them nobody could run the community. */
export async function assertMayBeErased(context: Context, member: Pick<Member, 'id' | 'role'>): Promise<void> {
  if (member.role !== 'organiser' || (await hasOrganiser(context, member.id))) return;
  throw new InputError('the last organiser', phrase('members.forget.last-organiser'));
}

/**
 * Erases a member for good: features undo and delete what is theirs, the last feature first, then the engines do, then the
 * member's own rows go. A second call changes nothing. Throws an `InputError` for the last organiser.
 */
export async function eraseMember(context: Context, id: MemberId): Promise<void> {
  const member = await membersStore(context.tx).find(id);
  if (!member) return;
  await assertMayBeErased(context, member);
  const accounts = await accountsStore(context.tx).of(id);
  const sentences: string[] = [];
  for (const { person } of context.features.all) sentences.push(...((await person.sentencesOf?.(context, id)) ?? []));
  await removeFromFeatures(context, id, 'erased');
  await context.personalData.erase({
    member: id,
    name: member.name,
    accounts: accounts.map(({ platform, space, user }) => ({ platform, space, user })),
    sentences,
  });
  await membersPerson.onMemberRemoved(context, id, 'erased');
  if (member.organisation !== null) await removeOrphanedProposal(context, member.organisation);
  context.logger.info({ member: id }, 'member forgotten');
}

/**
 * Erases all members with such an account; the last organiser stays.
 *
 * @throws What is no `InputError`, as from the database; the last organiser’s `InputError` counts as kept.
 */
export async function eraseAll(
  context: Context,
  isErased: (account: Identity) => boolean,
): Promise<{ readonly erased: number; readonly kept: number }> {
  const accounts = await accountsStore(context.tx).all();
  const ids = [...new Set(accounts.filter(isErased).map(({ member }) => member))];
  let kept = 0;
  for (const id of ids) {
    try {
      await context.atomically((inside) => eraseMember(inside, id));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      kept += 1;
    }
  }
  return { erased: ids.length - kept, kept };
}

/** Tells the other features, the last one first, that a member is removed. */
export async function removeFromFeatures(context: Context, id: MemberId, how: 'erased' | 'left'): Promise<void> {
  for (const { name, person } of context.features.all.toReversed()) {
    if (name !== 'members') await person.onMemberRemoved(context, id, how);
  }
}
