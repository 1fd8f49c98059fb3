import { exportsRows, type PersonHooks } from '../../../feature-api/index.js';
import { exportedCollections, findingStore } from '../store/index.js';

/** A collection is the community's: it stays when whoever made it goes, and names nobody. */
export const collectingPerson: PersonHooks = {
  ...exportsRows(exportedCollections),
  onMemberRemoved: async () => {},
  onMembersMerged: (context, { from, into }) => findingStore(context.tx).redirectCollections(from, into),
  onMemberReturned: async () => {},
};
