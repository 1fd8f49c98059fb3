import { oncePerTx } from '../../../core/transaction.js';
import { copyStore } from './copies.js';
import { editionStore } from './editions.js';
import { flagStore } from './flags.js';
import { linkStore } from './links.js';
import { resourceStore } from './resources.js';
import { searchStore } from './search.js';
import { takeDownStore } from './take-downs.js';
import { upkeepStore } from './upkeep.js';

export { exportedRows, queriesOf } from './person.js';
export type { Found, FoundPart } from './search.js';
export { resourcesTables } from './tables.js';
export type { Cutoffs } from './upkeep.js';

/** The queries on the tables of resources. */
export const resourcesStore = oncePerTx((tx) => ({
  ...resourceStore(tx),
  ...editionStore(tx),
  ...searchStore(tx),
  ...flagStore(tx),
  ...upkeepStore(tx),
  ...linkStore(tx),
  ...copyStore(tx),
  ...takeDownStore(tx),
}));
