import { oncePerTx } from '../../../core/transaction.js';
import { choiceStore } from './choice.js';
import { closingStore } from './closing.js';
import { consentStore } from './consents.js';
import { contributionStore } from './contributions.js';
import { discussionStore } from './discussions.js';
import { draftStore } from './drafts.js';
import { facilitatorStore } from './facilitators.js';
import { followStore } from './follows.js';
import { markStore } from './marks.js';
import { planStore } from './plans.js';
import { pollStore } from './polls.js';
import { proposalStore } from './proposals.js';
import { proposerStore } from './proposers.js';
import { reportStore } from './report.js';
import { summaryStore } from './summaries.js';
import { supportStore } from './supports.js';
import { templateStore } from './templates.js';
import { topicStore } from './topics.js';

export type { Plannable } from './choice.js';
export type { WrittenBy } from './closing.js';
export type { KnownConsent } from './consents.js';
export type { KeptFiles, Shared } from './discussions.js';
export type { Part } from './facilitators.js';
export { eraseDiscussions, mergeDiscussions } from './people.js';
export { type EverythingOf, eraseRows, everythingOf, mergeRows, ownWithOthers, partProposers } from './person.js';
export type { OpenText } from './proposals.js';
export type { Answered } from './proposers.js';
export type { ReportedRecommendation, ReportedTopic } from './report.js';
export type { TopicRecord } from './summaries.js';
export { topicsTables } from './tables.js';

/** The queries on the tables of topics. */
export const topicsStore = oncePerTx(
  proposalStore,
  proposerStore,
  supportStore,
  draftStore,
  topicStore,
  contributionStore,
  planStore,
  templateStore,
  choiceStore,
  facilitatorStore,
  reportStore,
  summaryStore,
  closingStore,
  discussionStore,
  consentStore,
  markStore,
  pollStore,
  followStore,
);
