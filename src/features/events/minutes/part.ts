import type { FeaturePart } from '../../../feature-api/index.js';
import { eventsStore } from '../store/index.js';
import { minutesHandlers } from './handlers.js';
import { minutesJobs } from './jobs.js';
import { minutesMessages } from './messages.js';

/** Minutes of meetings: notes, decisions and actions, corrections, and files. */
export const minutesPart: FeaturePart = {
  handlers: minutesHandlers,
  messages: minutesMessages,
  notices: [{ name: 'events.actions', label: 'events-minutes.notice', choices: ['here', 'off'], default: 'here' }],
  jobs: minutesJobs,
  person: {
    exportPersonalData: async () => ({}),
    onMemberRemoved: async () => {},
    onMembersMerged: async () => {},
    onMemberReturned: async () => {},
    sentencesOf: (context, member) => eventsStore(context.tx).wordsOf(member),
  },
  auditActions: {
    'events.minutes': 'events-minutes.act.changed',
    'events.minutes-draft': 'events-minutes.act.draft',
    'events.minutes-approve': 'events-minutes.act.approve',
    'events.minutes-reopen': 'events-minutes.act.reopen',
    'events.action': 'events-minutes.act.action',
  },
};
