import { oncePerTx } from '../../../core/transaction.js';
import { consentStore } from './consents.js';
import { contributionStore } from './contributions.js';
import { draftStore } from './drafts.js';
import { followStore } from './follows.js';
import { markStore } from './marks.js';
import { pollStore } from './polls.js';
import { proposalStore } from './proposals.js';
import { proposerStore } from './proposers.js';
import { supportStore } from './supports.js';
import { topicStore } from './topics.js';

export { toContribution } from './contributions.js';
export { eraseDiscussions, mergeDiscussions } from './people.js';
export { type EverythingOf, eraseRows, everythingOf, mergeRows, ownWithOthers } from './person.js';
export type { OpenText } from './proposals.js';
export { topicsTables } from './tables.js';
export { topicTextsColumn, toTopic } from './topics.js';

/** The queries on the tables of topics. */
export const topicsStore = oncePerTx((tx) => ({
  ...proposalStore(tx),
  ...proposerStore(tx),
  ...supportStore(tx),
  ...draftStore(tx),
  ...topicStore(tx),
  ...contributionStore(tx),
  ...consentStore(tx),
  ...markStore(tx),
  ...pollStore(tx),
  ...followStore(tx),
}));
