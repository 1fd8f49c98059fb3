import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { materialsHandlers } from './handlers.js';
import { materialsJobs } from './jobs.js';
import { materialsMessages } from './messages.js';

/** Slides and recordings: speakers are asked for them, and people who registered find them. */
export const materialsPart: FeaturePart = {
  handlers: materialsHandlers,
  messages: materialsMessages,
  notices: [{ name: 'events.slides', label: 'events-materials.notice', choices: ['here', 'off'], default: 'here' }],
  jobs: materialsJobs,
  person: noPersonalData,
  auditActions: { 'events.materials': 'events-materials.act' },
};
