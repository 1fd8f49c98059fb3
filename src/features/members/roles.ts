import type { Actor, Role } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import { phrase } from '../../language/index.js';
import type { Member } from '../../ports/members.js';
import type { Repositories } from '../../ports/store.js';
import { type MembersDependencies, requireMember } from './dependencies.js';

/** Appoints and dismisses organisers and advisers. */
export function createRoles(
  { store, clock }: Pick<MembersDependencies, 'store' | 'clock'>,
  isConfiguredMember: (repositories: Repositories, member: MemberId) => Promise<boolean>,
) {
  return {
    /** Throws an `InputError` where the community would be left without an organiser, or the configuration names them. */
    setRole: (actor: Actor, id: MemberId, role: Role): Promise<Member> =>
      store.transaction(async (repositories) => {
        const member = await requireMember(repositories, id);
        if (member.role === role) return member;
        if (member.isBot) throw new InputError('bots have no role', phrase('members.error.bot-role'));
        if (member.role === 'organiser') {
          if (await isConfiguredMember(repositories, id)) {
            throw new InputError('named in the configuration', phrase('members.error.configured-organiser', { name: member.name }));
          }
          if (!(await hasOtherOrganiser(repositories, id)))
            throw new InputError('the last organiser', phrase('members.error.last-organiser'));
        }
        await repositories.members.update(id, { role });
        await repositories.audit.append({
          at: clock.now(),
          actor: actor.id,
          action: 'member.role',
          details: { member: id, from: member.role, to: role },
        });
        return { ...member, role };
      }),
  };
}

/** Whether somebody else could still run the community: an organiser with an account, who has not left. */
export async function hasOtherOrganiser(repositories: Repositories, id: MemberId | undefined): Promise<boolean> {
  const { members } = await repositories.members.list({ role: 'organiser' }, { offset: 0, limit: 1000 });
  for (const other of members) {
    if (other.id === id || other.status === 'left' || other.isBot) continue;
    if ((await repositories.members.identities(other.id)).length > 0) return true;
  }
  return false;
}
