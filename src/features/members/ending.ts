import type { Actor } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import type { PersonAccount } from '../../ports/people.js';
import { requireMember } from './profiles.js';
import { hasOrganiser, isConfiguredOrganiser } from './roles.js';
import { accountsStore } from './store/index.js';
import type { Member } from './types.js';

/** What all features do about it takes more than an organiser's click may. */
export const LEAVE_KIND = 'members.leave';

/** The accounts by which somebody is there. */
export interface Presence {
  /** Those that only an organiser can end, since no platform tells that their owner is gone. */
  readonly endable: readonly PersonAccount[];
  readonly others: readonly PersonAccount[];
}

/** The accounts by which somebody is still here: those that the bot can end, as in the browser chat, and the others. */
export async function presenceOf(context: Context, id: MemberId): Promise<Presence> {
  const accounts = await accountsStore(context.tx).present(id);
  const isEndable = ({ platform }: PersonAccount) => context.platforms.endsAccounts(platform);
  return { endable: accounts.filter(isEndable), others: accounts.filter((account) => !isEndable(account)) };
}

/**
 * Ends the accounts that only an organiser can end, and their sessions, at once. Whoever has no other account has left the community
 * soon after; a new link brings them back as what they were. Throws an `InputError` where there is no such account, or it is an organiser's without
 * whom nobody could run the community or whom the configuration names.
 */
export async function endAccounts(
  context: Context,
  actor: Actor,
  id: MemberId,
): Promise<{ readonly member: Member; readonly others: Presence['others'] }> {
  const member = await requireMember(context, id);
  const { endable, others } = await presenceOf(context, id);
  if (endable.length === 0) throw new InputError('no account to end', phrase('people.end.error-none', { name: member.name }));
  if (endable.some((account) => isConfiguredOrganiser(context, account))) {
    throw new InputError('named in the configuration', phrase('members.error.configured-organiser', { name: member.name }));
  }
  if (member.role === 'organiser' && others.length === 0 && !(await hasOrganiser(context, id))) {
    throw new InputError('the last organiser', phrase('members.error.last-organiser'));
  }
  const ended = await context.webSessions.removeAccounts(endable);
  for (const account of endable) await accountsStore(context.tx).setLeft(id, account, context.now);
  await context.agenda.plan({ key: `${LEAVE_KIND}:${id}`, kind: LEAVE_KIND, payload: { member: id }, dueAt: context.now });
  for (const { person } of context.features.all) await person.onAccountsEnded?.(context, id);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'member.end', details: { member: id } });
  context.logger.info({ member: id, ended }, 'an organiser ended accounts');
  return { member, others };
}
