import { oncePerTx } from '../../../core/transaction.js';
import { draftStore } from './drafts.js';
import { proposalStore } from './proposals.js';
import { proposerStore } from './proposers.js';
import { supportStore } from './supports.js';

export { eraseRows, everythingOf, mergeRows, ownWithOthers } from './person.js';
export type { OpenText } from './proposals.js';
export { topicsTables } from './tables.js';

/** The queries on the tables of topics. */
export const topicsStore = oncePerTx((tx) => ({ ...proposalStore(tx), ...proposerStore(tx), ...supportStore(tx), ...draftStore(tx) }));
