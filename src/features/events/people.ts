import type { FeaturePart } from '../../feature-api/index.js';
import { eraseEventRows, eventsStore, mergeEventRows } from './store/index.js';

/** The rows of all parts that name people. First in the list, so that a part still finds its rows when somebody is removed. */
export const rowsOfPeople: FeaturePart = {
  handlers: [],
  messages: [],
  jobs: [],
  person: {
    exportPersonalData: (context, member) => eventsStore(context.tx).exportOf(member),
    async onMemberRemoved(context, member, how) {
      if (how === 'erased') await eraseEventRows(context.tx, member, context.now);
    },
    onMembersMerged: (context, { from, into }) => mergeEventRows(context.tx, from, into),
    onMemberReturned: async () => {},
  },
  onOrganisationsMerged: (context, { from, into }) => eventsStore(context.tx).moveOrganisation(from, into),
};
