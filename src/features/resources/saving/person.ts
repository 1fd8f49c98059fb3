import { exportsRows, type PersonHooks } from '../../../feature-api/index.js';
import { exportedSaves, findingStore } from '../store/index.js';
import { forgetKept } from './keep.js';

export const savingPerson: PersonHooks = {
  ...exportsRows(exportedSaves),
  async onMemberRemoved(context, member) {
    await forgetKept(context, await findingStore(context.tx).keptBy(member));
  },
  onMembersMerged: (context, { from, into }) => findingStore(context.tx).redirectKept(from, into),
  onMemberReturned: async () => {},
};
