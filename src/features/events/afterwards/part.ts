import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { afterwardsHandlers } from './handlers.js';
import { afterwardsJobs } from './jobs.js';
import { afterwardsMessages } from './messages.js';

/** After an event, people are thanked and asked how they found it. */
export const afterwardsPart: FeaturePart = {
  handlers: afterwardsHandlers,
  messages: afterwardsMessages,
  notices: [{ name: 'events.afterwards', label: 'events-afterwards.notice', keeps: 'asked' }],
  jobs: afterwardsJobs,
  person: noPersonalData,
  auditActions: { 'events.no-shows': 'events-afterwards.act.no-shows' },
};
