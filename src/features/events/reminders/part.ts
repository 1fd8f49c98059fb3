import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { reminderHandlers } from './handlers.js';
import { reminderJobs } from './jobs.js';
import { reminderMessages } from './messages.js';

/** People are reminded in an event's thread, and privately if they asked for it. */
export const remindersPart: FeaturePart = {
  handlers: reminderHandlers,
  messages: reminderMessages,
  notices: [{ name: 'events.reminders', label: 'events.notice.reminders', keeps: 'asked' }],
  jobs: reminderJobs,
  person: noPersonalData,
};
