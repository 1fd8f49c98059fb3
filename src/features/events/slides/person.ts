import type { PersonHooks } from '../../../feature-api/index.js';
import { eventsStore } from '../store/index.js';
import { discardFiles } from './discard.js';

/** Deletes the files that a member gave. If the member only left, they get them back when they return within a while. */
export const slidesPerson: PersonHooks = {
  exportPersonalData: async () => ({}),
  async onMemberRemoved(context, member, how) {
    const store = eventsStore(context.tx);
    if (how === 'left') return store.moveFiles(member, 'given', 'left');
    await discardFiles(
      context,
      (await store.filesBy(member)).map(({ id }) => id),
    );
  },
  onMembersMerged: async () => {},
  onMemberReturned: (context, member) => eventsStore(context.tx).moveFiles(member, 'left', 'given'),
};
