import { resourcesCommand } from '../../../commands/resources.js';
import { defineFeature, type FeaturePart, joinParts } from '../../feature-api/index.js';
import { resourcesAuditActions, resourcesAuditDetails } from './audit.js';
import { resourcesFolderImport } from './bulk/folder-import.js';
import { resourcesChannel } from './channel.js';
import { collectingPart } from './collecting/part.js';
import { collectingSearch } from './collecting/search.js';
import { exportingPart } from './exporting/part.js';
import { resourcesHandlers } from './handlers.js';
import { resourcesJobs } from './jobs.js';
import { resourcesLetter } from './letter.js';
import { resourcesMessages, resourcesNotices } from './messages.js';
import { FEATURE } from './names.js';
import { resourcesPages } from './pages.js';
import { resourcesPerson } from './person.js';
import { forgetOldMisses } from './reporting/note-use.js';
import { requestsPart } from './requests/part.js';
import { savingPart } from './saving/part.js';
import { settingsHandlers } from './settings-card.js';
import { resourcesSettings } from './settings-change.js';
import { resourcesShelf } from './shelf.js';
import { findingTables, requestTables, resourcesTables } from './store/index.js';
import { subscribingPart } from './subscribing/part.js';
import { upkeepPart } from './upkeep/part.js';
import { deleteExpired } from './withdraw.js';

/** Members add, organisers approve, everyone finds. */
const centrePart: FeaturePart = {
  handlers: [...resourcesHandlers, ...settingsHandlers],
  messages: resourcesMessages,
  notices: resourcesNotices,
  jobs: resourcesJobs,
  person: resourcesPerson,
  auditActions: resourcesAuditActions,
  auditDetails: resourcesAuditDetails,
  pages: resourcesPages,
  async tidy(context) {
    await forgetOldMisses(context);
    await deleteExpired(context);
  },
};

/** The resource centre: files and links that members add, organisers approve, and everyone finds or asks for. */
export const resources = defineFeature({
  name: FEATURE,
  tables: [...resourcesTables, ...findingTables, ...requestTables],
  commands: [resourcesCommand],
  settings: resourcesSettings,
  letter: resourcesLetter,
  shelf: resourcesShelf,
  channels: [resourcesChannel],
  search: collectingSearch,
  folderImport: resourcesFolderImport,
  ...joinParts(FEATURE, [centrePart, savingPart, subscribingPart, collectingPart, exportingPart, requestsPart, upkeepPart]),
});
