import type { FeaturePart } from '../../feature-api/index.js';
import { resourcesAuditActions, resourcesAuditDetails } from './audit.js';
import { resourcesHandlers } from './handlers.js';
import { resourcesJobs } from './jobs.js';
import { resourcesMessages, resourcesNotices } from './messages.js';
import { resourcesPages } from './pages.js';
import { resourcesPerson } from './person.js';
import { settingsHandlers } from './settings-card.js';
import { deleteExpired } from './withdraw.js';

/** What is in the resource centre: added, reviewed, found and fetched. */
export const centrePart: FeaturePart = {
  handlers: [...resourcesHandlers, ...settingsHandlers],
  messages: resourcesMessages,
  notices: resourcesNotices,
  jobs: resourcesJobs,
  person: resourcesPerson,
  auditActions: resourcesAuditActions,
  auditDetails: resourcesAuditDetails,
  pages: resourcesPages,
  tidy: deleteExpired,
};
