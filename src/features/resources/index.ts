import { resourcesCommand } from '../../../commands/resources.js';
import { defineFeature } from '../../feature-api/index.js';
import { resourcesAuditActions, resourcesAuditDetails } from './audit.js';
import { resourcesHandlers } from './handlers.js';
import { resourcesJobs } from './jobs.js';
import { resourcesMessages, resourcesNotices } from './messages.js';
import { FEATURE } from './names.js';
import { resourcesPages } from './pages.js';
import { resourcesPerson } from './person.js';
import { resourcesShelf } from './shelf.js';
import { resourcesTables } from './store/index.js';
import { deleteExpired } from './withdraw.js';

/** The resource centre: files and links that members add, organisers approve, and everyone finds. */
export const resources = defineFeature({
  name: FEATURE,
  tables: resourcesTables,
  commands: [resourcesCommand],
  handlers: resourcesHandlers,
  messages: resourcesMessages,
  notices: resourcesNotices,
  jobs: resourcesJobs,
  person: resourcesPerson,
  auditActions: resourcesAuditActions,
  auditDetails: resourcesAuditDetails,
  pages: resourcesPages,
  shelf: resourcesShelf,
  tidy: deleteExpired,
});
