import type { Actor, Role } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Lookup } from '../../core/lookup.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import type { Identity } from '../../ports/chat.js';
import { requireMember } from './profiles.js';
import { accountsStore, membersStore } from './store/index.js';
import type { Member } from './types.js';

/**
 * Appoints and dismisses organisers and advisers. Throws an `InputError` for bots, where the community would be left
 * without an organiser, and for an organiser whom the configuration names.
 */
export async function setRole(context: Context, actor: Actor, id: MemberId, role: Role): Promise<Member> {
  const member = await requireMember(context, id);
  if (member.role === role) return member;
  if (member.isBot) throw new InputError('bots have no role', phrase('members.error.bot-role'));
  if (member.role === 'organiser') {
    if ((await accountsStore(context.tx).of(id)).some((account) => isConfiguredOrganiser(context, account))) {
      throw new InputError('named in the configuration', phrase('members.error.configured-organiser', { name: member.name }));
    }
    if (!(await hasOrganiser(context, id))) throw new InputError('the last organiser', phrase('members.error.last-organiser'));
  }
  await changeRole(context, member, role, actor.id);
  return { ...member, role };
}

/** Makes the administrator of a platform's space an organiser; the caller has checked that they are one. */
export async function appointAdministrator(context: Context, actor: Actor): Promise<void> {
  await changeRole(context, actor, 'organiser', actor.id, { administrator: true });
}

async function changeRole(
  context: Context,
  { id, role: from }: Pick<Member, 'id' | 'role'>,
  to: Role,
  actor: MemberId,
  more: Readonly<Record<string, boolean>> = {},
): Promise<void> {
  await membersStore(context.tx).update(id, { role: to });
  await context.audit.append({ at: context.now, actor, action: 'member.role', details: { member: id, from, to, ...more } });
}

/** Whether somebody, other than `except`, can run the community: an organiser with an account, who has not left. */
export async function hasOrganiser(context: Context, except?: MemberId): Promise<boolean> {
  return (await membersStore(context.tx).organisers({ withAccount: true })).some(({ id }) => id !== except);
}

/** The same of anybody, and whether the community has this fact: whoever asks both takes one look. */
export function hasFactAndOrganiser(context: Context, fact: string): Lookup<boolean> {
  return membersStore(context.tx).isNotedAndOrganised(fact);
}

/** Whether the configuration names the owner of this account as an organiser. */
export function isConfiguredOrganiser({ configuredOrganisers }: Context, { platform, space, user }: Identity): boolean {
  return configuredOrganisers.some(
    (known) => known.platform === platform && known.user === user && (known.space === undefined || known.space === space),
  );
}
