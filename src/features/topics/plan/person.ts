import type { PersonHooks } from '../../../feature-api/index.js';
import { topicsStore } from '../store/index.js';

/** Which plans somebody approved. The rows go and move with those of all parts. */
export const planPerson: PersonHooks = {
  async exportPersonalData(context, member) {
    const answers = await topicsStore(context.tx).answersBy(member);
    if (answers.length === 0) return {};
    return { approvedPlans: answers.map(({ month, at }) => ({ month, at: new Date(at).toISOString() })) };
  },
  onMemberRemoved: async () => {},
  onMembersMerged: async () => {},
  onMemberReturned: async () => {},
};
