import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { listedHandlers } from './handlers.js';
import { listedMessages } from './messages.js';

/** Events for people whom organisers choose by name. The rows of those people are exported, erased and merged with the others. */
export const listedPart: FeaturePart = {
  handlers: listedHandlers,
  messages: listedMessages,
  notices: [{ name: 'events.by-name', label: 'events-listed.notice', choices: ['here', 'off'], default: 'here' }],
  jobs: [],
  person: noPersonalData,
  auditActions: { 'events.audience': 'events-listed.act' },
};
