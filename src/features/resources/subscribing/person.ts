import type { PersonHooks } from '../../../feature-api/index.js';
import { findingQueriesOf, findingRows, findingStore } from '../store/index.js';

export const subscribingPerson: PersonHooks = {
  exportRows: (context, member) => ({ resource_subscriptions: findingQueriesOf(context.tx, member).resource_subscriptions }),
  async exportPersonalData(_context, _member, rows) {
    const [subscription] = findingRows.pick({ resource_subscriptions: true }).parse(rows).resource_subscriptions;
    return subscription ? { subscription } : {};
  },
  /** Whoever leaves and returns has to ask for it again. */
  onMemberRemoved: (context, member) => findingStore(context.tx).unsubscribe(member),
  onMembersMerged: (context, { from, into }) => findingStore(context.tx).mergeSubscriptions(from, into),
  onMemberReturned: async () => {},
};
