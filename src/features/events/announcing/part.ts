import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { announcingHandlers } from './handlers.js';
import { announcingJobs } from './jobs.js';
import { announcingMessages } from './messages.js';

/** Events are made known, and so is what changes. */
export const announcingPart: FeaturePart = {
  handlers: announcingHandlers,
  messages: announcingMessages,
  notices: [
    { name: 'events.changes', label: 'events.notice.changes', choices: ['here', 'channel', 'off'], default: 'here' },
    // Without them, people would come at the wrong hour or for nothing.
    { name: 'events.cancelled', label: 'events.notice.cancelled', keeps: 'asked' },
    { name: 'events.organisers', label: 'events.notice.organisers', access: 'organiser', keeps: 'role' },
  ],
  jobs: announcingJobs,
  person: noPersonalData,
};
