import type { TopicsPart } from './parts.js';
import { eraseDiscussions, mergeDiscussions } from './store/index.js';

/** The rows of all parts that name people. First in the list, so that a part still finds its rows when somebody is removed. */
export const rowsOfPeople: TopicsPart = {
  handlers: [],
  messages: [],
  jobs: [],
  person: {
    exportPersonalData: async () => ({}),
    async onMemberRemoved(context, member, how) {
      if (how === 'erased') await eraseDiscussions(context.tx, member);
    },
    onMembersMerged: (context, { from, into }) => mergeDiscussions(context.tx, from, into),
    onMemberReturned: async () => {},
  },
};
