import { exportsRows, type PersonHooks } from '../../../feature-api/index.js';
import { exportedSubscription, findingStore } from '../store/index.js';

export const subscribingPerson: PersonHooks = {
  ...exportsRows(exportedSubscription),
  /** Whoever leaves and returns has to ask for it again. */
  onMemberRemoved: (context, member) => findingStore(context.tx).unsubscribe(member),
  onMembersMerged: (context, { from, into }) => findingStore(context.tx).mergeSubscriptions(from, into),
  onMemberReturned: async () => {},
};
