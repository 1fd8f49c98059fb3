import { resourcesCommand } from '../../../commands/resources.js';
import { defineFeature } from '../../feature-api/index.js';
import { resourcesAuditActions, resourcesAuditDetails } from './audit.js';
import { resourcesHandlers } from './handlers.js';
import { resourcesJobs } from './jobs.js';
import { resourcesMessages, resourcesNotices } from './messages.js';
import { FEATURE } from './names.js';
import { resourcesPages } from './pages.js';
import { resourcesPerson } from './person.js';
import { resourcesSection } from './settings.js';
import { resourcesTables } from './store/index.js';
import { expireShared } from './upkeep/expiry.js';
import { upkeepHandlers } from './upkeep/handlers.js';
import { upkeepJobs } from './upkeep/jobs.js';
import { upkeepMessages } from './upkeep/messages.js';
import { upkeepPages } from './upkeep/pages.js';
import { planUpkeep, tidyUpkeep } from './upkeep/recurring.js';
import { deleteExpired } from './withdraw.js';

/** The resource centre: files and links that members add, organisers approve, and everyone finds. */
export const resources = defineFeature({
  name: FEATURE,
  tables: resourcesTables,
  commands: [resourcesCommand],
  handlers: [...resourcesHandlers, ...upkeepHandlers],
  messages: [...resourcesMessages, ...upkeepMessages],
  notices: resourcesNotices,
  jobs: [...resourcesJobs, ...upkeepJobs],
  person: resourcesPerson,
  auditActions: resourcesAuditActions,
  auditDetails: resourcesAuditDetails,
  pages: [...resourcesPages, ...upkeepPages],
  settings: resourcesSection,
  plan: planUpkeep,
  expire: expireShared,
  async tidy(context) {
    await deleteExpired(context);
    await tidyUpkeep(context);
  },
});
