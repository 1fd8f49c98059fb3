import { oncePerTx } from '../../../core/transaction.js';
import { collectionStore } from './collections.js';
import { copyStore } from './copies.js';
import { editionStore } from './editions.js';
import { fittingStore } from './fitting.js';
import { flagStore } from './flags.js';
import { linkStore } from './links.js';
import { originStore } from './origins.js';
import { resourceStore } from './resources.js';
import { saveStore } from './saves.js';
import { searchStore } from './search.js';
import { subscriptionStore } from './subscriptions.js';
import { takeDownStore } from './take-downs.js';
import { upkeepStore } from './upkeep.js';
import { useStore } from './uses.js';

export type { InEditions } from './editions.js';
export { exportedCollections, exportedSaves, exportedSubscription } from './finding-person.js';
export { findingTables } from './finding-tables.js';
export { exportedResources } from './person.js';
export { requestTables } from './request-tables.js';
export type { ResourceChange, TitleSeen } from './resources.js';
export type { FoundPart, WordsChange } from './search.js';
export { resourcesTables } from './tables.js';
export type { Cutoffs } from './upkeep.js';
export type { ReportRows } from './uses.js';

/** The queries on the tables of resources. */
export const resourcesStore = oncePerTx(
  resourceStore,
  editionStore,
  searchStore,
  fittingStore,
  flagStore,
  useStore,
  upkeepStore,
  linkStore,
  copyStore,
  takeDownStore,
  originStore,
);

/** The queries on what leads to resources: matter of messages, subscriptions, collections. */
export const findingStore = oncePerTx(saveStore, subscriptionStore, collectionStore);
