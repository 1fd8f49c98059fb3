import { exportsRows, type FeaturePart } from '../../feature-api/index.js';
import { eraseEventRows, exportedEvents, mergeEventRows, moveOrganisationRows } from './store/index.js';

/** The rows of all parts that name people. First in the list, so that a part still finds its rows when somebody is removed. */
export const rowsOfPeople: FeaturePart = {
  handlers: [],
  messages: [],
  jobs: [],
  person: {
    ...exportsRows(exportedEvents),
    async onMemberRemoved(context, member, how) {
      if (how === 'erased') await eraseEventRows(context.tx, member, context.now);
    },
    onMembersMerged: (context, { from, into }) => mergeEventRows(context.tx, from, into),
    onMemberReturned: async () => {},
  },
  onOrganisationsMerged: (context, { from, into }) => moveOrganisationRows(context.tx, from, into),
};
