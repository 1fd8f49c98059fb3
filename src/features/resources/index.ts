import { resourcesCommand } from '../../../commands/resources.js';
import { defineFeature, joinParts } from '../../feature-api/index.js';
import { centrePart } from './centre-part.js';
import { resourcesChannel } from './channel.js';
import { FEATURE } from './names.js';
import { requestsPart } from './requests/part.js';
import { resourcesSettings } from './settings-change.js';
import { requestTables, resourcesTables } from './store/index.js';

/** The resource centre: files and links that members add, organisers approve, and everyone finds or asks for. */
export const resources = defineFeature({
  name: FEATURE,
  tables: [...resourcesTables, ...requestTables],
  commands: [resourcesCommand],
  ...joinParts(FEATURE, [centrePart, requestsPart]),
  settings: resourcesSettings,
  channels: [resourcesChannel],
});
