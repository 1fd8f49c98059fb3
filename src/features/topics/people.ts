import type { FeaturePart } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { discussionExport } from './discussion/person.js';
import { marksExport } from './marks/person.js';
import { proposalsExport } from './proposals/person.js';
import { eraseDiscussions, everythingOf, mergeDiscussions } from './store/index.js';

/** The rows of all parts that name people. First in the list, so that a part still finds its rows when somebody is removed. */
export const rowsOfPeople: FeaturePart = {
  handlers: [],
  messages: [],
  jobs: [],
  person: {
    // The export of all parts is read in one statement, because an export reads much already.
    async exportPersonalData(context, member) {
      const everything = await everythingOf(context.tx, member);
      return { ...proposalsExport(everything), ...marksExport(everything), ...discussionExport(everything) };
    },
    async onMemberRemoved(context, member, how) {
      if (how === 'erased') await eraseDiscussions(context.tx, member);
    },
    onMembersMerged: (context, { from, into }) => mergeDiscussions(context.tx, from, into),
    onMemberReturned: async () => {},
    async describeReturn(context, member) {
      const { proposals, supports, volunteer } = await everythingOf(context.tx, member);
      const isKept = proposals.length + supports.length > 0 || volunteer !== undefined;
      return isKept ? [phrase('topics.return.kept', { command: '/topics list' })] : [];
    },
  },
};
