import type { PersonHooks } from '../../../feature-api/index.js';
import { findingQueriesOf, findingRows, findingStore } from '../store/index.js';

/** A collection is the community's: it stays when whoever made it goes, and names nobody. */
export const collectingPerson: PersonHooks = {
  exportRows: (context, member) => ({ resource_collections: findingQueriesOf(context.tx, member).resource_collections }),
  async exportPersonalData(_context, _member, rows) {
    const { resource_collections: collections } = findingRows.pick({ resource_collections: true }).parse(rows);
    return collections.length === 0 ? {} : { collections };
  },
  onMemberRemoved: async () => {},
  onMembersMerged: (context, { from, into }) => findingStore(context.tx).redirectCollections(from, into),
  onMemberReturned: async () => {},
};
