import type { PersonHooks } from '../../feature-api/index.js';
import { invitationsStore } from './store.js';

export const invitationPerson: PersonHooks = {
  /** A link that was not used yet says nothing about the person, and is deleted when they come in. */
  exportPersonalData: async () => ({}),
  async onMemberRemoved(context, member) {
    await invitationsStore(context.tx).removeOf(member);
    await context.agenda.cancel([`invitations:mail:${member}`]);
  },
  onMembersMerged: (context, { from, into }) => invitationsStore(context.tx).merge(from, into),
  onMemberReturned: async () => {},
};
