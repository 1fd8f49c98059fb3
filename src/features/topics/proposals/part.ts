import { after, DAY } from '../../../core/time.js';
import type { FeaturePart } from '../../../feature-api/index.js';
import { COUNTED_DAYS } from '../rules/limits.js';
import { topicsStore } from '../store/index.js';
import { topicsAuditActions, topicsAuditDetails } from './audit.js';
import { expireDrafts } from './draft.js';
import { topicsHandlers } from './handlers.js';
import { topicsHome } from './home.js';
import { topicsMessages } from './messages.js';
import { proposalsNotices } from './notices.js';
import { topicsPerson } from './person.js';

/** What members propose, who supports it, and how it is reviewed. */
export const proposalsPart: FeaturePart = {
  handlers: topicsHandlers,
  messages: topicsMessages,
  notices: proposalsNotices,
  jobs: [],
  person: topicsPerson,
  auditActions: topicsAuditActions,
  auditDetails: topicsAuditDetails,
  home: topicsHome,
  onOrganisationsMerged: (context, { from, into }) => topicsStore(context.tx).moveOrganisation(from, into),
  expire: expireDrafts,
  tidy: (context) => topicsStore(context.tx).removeWithdrawnBefore(after(context.now, -COUNTED_DAYS * DAY)),
};
