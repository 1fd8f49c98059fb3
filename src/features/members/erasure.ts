import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import { phrase } from '../../language/index.js';
import { cancelInductionMessages, type MembersDependencies } from './dependencies.js';
import { removeOrphanedProposal } from './orphaned-proposals.js';
import { hasOtherOrganiser } from './roles.js';

/** Forgets people who ask for it. */
export function createErasure({ store, logger, goneHooks = [] }: MembersDependencies) {
  return {
    /** Whether this member may go: the last organiser may not, or nobody could run the community. */
    async mayForget(id: MemberId): Promise<boolean> {
      const member = await store.autocommit.members.find(id);
      return member?.role !== 'organiser' || hasOtherOrganiser(store.autocommit, id);
    },

    /**
     * Erases a member for good. Somebody who is gone already stays gone: a second click changes nothing.
     * Throws an `InputError` for the last organiser.
     */
    forget: (id: MemberId): Promise<void> =>
      store.transaction(async (repositories) => {
        const member = await repositories.members.find(id);
        if (!member) return;
        if (member.role === 'organiser' && !(await hasOtherOrganiser(repositories, id))) {
          throw new InputError('the last organiser', phrase('members.forget.last-organiser'));
        }
        for (const hook of goneHooks) await hook(repositories, id);
        await cancelInductionMessages(repositories, id);
        await repositories.members.erase(id);
        if (member.organisation !== null) await removeOrphanedProposal(repositories, member.organisation);
        logger.info({ member: id }, 'member forgotten');
      }),
  };
}
