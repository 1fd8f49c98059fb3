import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { writingHandlers } from './handlers.js';
import { writingMessages } from './messages.js';
import { ASKING } from './unanswered.js';
import { expireMessages } from './write.js';

/** Organisers write to some of those who have to do with an event. */
export const writingPart: FeaturePart = {
  handlers: writingHandlers,
  messages: writingMessages,
  notices: [
    { name: 'events.messages', label: 'events-organising.notice.messages', choices: ['here', 'off'], default: 'here' },
    { name: ASKING, label: 'events-whom.notice', choices: ['here', 'off'], default: 'off' },
  ],
  jobs: [],
  expire: expireMessages,
  person: noPersonalData,
  auditActions: { 'events.message': 'events-organising.act.message' },
};
