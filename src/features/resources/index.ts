import { resourcesCommand } from '../../../commands/resources.js';
import { defineFeature, type FeaturePart, joinParts } from '../../feature-api/index.js';
import { resourcesAuditActions, resourcesAuditDetails } from './audit.js';
import { resourcesFolderImport } from './bulk/folder-import.js';
import { collectingPart } from './collecting/part.js';
import { collectingSearch } from './collecting/search.js';
import { exportingPart } from './exporting/part.js';
import { resourcesHandlers } from './handlers.js';
import { resourcesJobs } from './jobs.js';
import { resourcesMessages, resourcesNotices } from './messages.js';
import { FEATURE } from './names.js';
import { resourcesPages } from './pages.js';
import { resourcesPerson } from './person.js';
import { savingPart } from './saving/part.js';
import { findingTables, resourcesTables } from './store/index.js';
import { subscribingPart } from './subscribing/part.js';
import { deleteExpired } from './withdraw.js';

/** Members add, organisers approve, everyone finds. */
const centrePart: FeaturePart = {
  handlers: resourcesHandlers,
  messages: resourcesMessages,
  notices: resourcesNotices,
  jobs: resourcesJobs,
  person: resourcesPerson,
  auditActions: resourcesAuditActions,
  auditDetails: resourcesAuditDetails,
  pages: resourcesPages,
  tidy: deleteExpired,
};

/** The resource centre: files and links that members add, organisers approve, and everyone finds. */
export const resources = defineFeature({
  name: FEATURE,
  tables: [...resourcesTables, ...findingTables],
  commands: [resourcesCommand],
  ...joinParts(FEATURE, [centrePart, savingPart, subscribingPart, collectingPart, exportingPart]),
  search: collectingSearch,
  folderImport: resourcesFolderImport,
});
