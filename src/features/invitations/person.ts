import type { PersonHooks } from '../../feature-api/index.js';
import { leftSince } from '../members/public.js';
import { invitationsStore } from './store.js';

export const invitationPerson: PersonHooks = {
  /** A link that was not used yet says nothing about the person, and is deleted when they come in. */
  exportPersonalData: async () => ({}),
  async onMemberRemoved(context, member, how) {
    // A link that an organiser made since they left is their way back.
    await invitationsStore(context.tx).removeOf(member, how === 'left' ? await leftSince(context, member) : undefined);
    await context.agenda.cancel([`invitations:mail:${member}`]);
  },
  /** Whoever was removed needs a new one. */
  onAccountsEnded: (context, member) => invitationsStore(context.tx).removeOf(member),
  onMembersMerged: (context, { from, into }) => invitationsStore(context.tx).merge(from, into),
  onMemberReturned: async () => {},
};
