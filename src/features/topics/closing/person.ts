import type { PersonHooks } from '../../../feature-api/index.js';
import { topicsStore } from '../store/index.js';
import { askForSummary } from './ask-summary.js';
import { refreshThanks } from './thanks.js';

/** Summaries stay with the community when their writer is erased; whoever was asked for one is replaced by the next. */
export const closingPerson: PersonHooks = {
  // Read with all that topics hold of them, in one statement: proposals/person.ts.
  exportPersonalData: async () => ({}),
  async onMemberRemoved(context, member, how) {
    for (const topic of await topicsStore(context.tx).summariesAskedOf(member))
      await askForSummary(context, topic, { step: 1, except: member });
    if (how === 'erased') await refreshThanks(context, member);
  },
  onMembersMerged: async () => {},
  onMemberReturned: async () => {},
};
