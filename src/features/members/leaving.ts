import type { Context } from '../../feature-api/index.js';
import type { Identity } from '../../ports/chat.js';
import { removeFromFeatures } from './erase.js';
import { membersPerson } from './person.js';
import { accountsStore, membersStore } from './store/index.js';
import type { Member } from './types.js';

/** An account is no longer in its space. Whoever has another one that is there is a member still, and is written to by that one. */
export async function memberLeft(context: Context, account: Identity): Promise<void> {
  const found = await membersStore(context.tx).findWithAccount(account);
  if (!found || found.hasLeft) return;
  await accountsStore(context.tx).setLeft(found.member.id, account, context.now);
  context.logger.info({ member: found.member.id, platform: account.platform }, 'an account left its space');
  await followLeaving(context, found.member);
}

/** What follows when an account of theirs left: they have left, or go on by the others. */
export async function followLeaving(context: Context, member: Pick<Member, 'id' | 'status'>): Promise<void> {
  if (await leaveIfGone(context, member)) return;
  for (const { person } of context.features.all) await person.onAccountLeft?.(context, member.id);
}

/**
 * A member with accounts none of which is in its space has left the community: they get no more messages, and their data stays until
 * they return or use `/profile forget`.
 * @returns Whether they have left.
 */
export async function leaveIfGone(context: Context, member: Pick<Member, 'id' | 'status'>): Promise<boolean> {
  if (member.status === 'left') return true;
  const accounts = await accountsStore(context.tx).of(member.id);
  if (accounts.length === 0 || accounts.some(({ leftAt }) => leftAt === null)) return false;
  await removeFromFeatures(context, member.id, 'left');
  await membersPerson.onMemberRemoved(context, member.id, 'left');
  context.logger.info({ member: member.id }, 'member left');
  return true;
}
