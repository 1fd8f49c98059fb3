import type { PersonHooks } from '../../../feature-api/index.js';
import { findingQueriesOf, findingRows, findingStore } from '../store/index.js';
import { forgetKept } from './keep.js';

export const savingPerson: PersonHooks = {
  exportRows: (context, member) => ({ resource_saves: findingQueriesOf(context.tx, member).resource_saves }),
  async exportPersonalData(_context, _member, rows) {
    const { resource_saves: kept } = findingRows.pick({ resource_saves: true }).parse(rows);
    return kept.length === 0 ? {} : { keptOfMessages: kept };
  },
  async onMemberRemoved(context, member) {
    await forgetKept(context, await findingStore(context.tx).keptBy(member));
  },
  onMembersMerged: (context, { from, into }) => findingStore(context.tx).redirectKept(from, into),
  onMemberReturned: async () => {},
};
