import { oncePerTx } from '../../../core/transaction.js';
import { editionStore } from './editions.js';
import { flagStore } from './flags.js';
import { originStore } from './origins.js';
import { resourceStore } from './resources.js';
import { searchStore } from './search.js';

export { exportedRows, queriesOf } from './person.js';
export type { Found, FoundPart } from './search.js';
export { resourcesTables } from './tables.js';

/** The queries on the tables of resources. */
export const resourcesStore = oncePerTx((tx) => ({
  ...resourceStore(tx),
  ...editionStore(tx),
  ...searchStore(tx),
  ...flagStore(tx),
  ...originStore(tx),
}));
