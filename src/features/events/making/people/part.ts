import type { FeaturePart } from '../../../../feature-api/index.js';
import { standDown } from './answer.js';
import { peopleHandlers } from './handlers.js';
import { peopleMessages } from './messages.js';

/** Hosts, speakers, facilitators and note-takers: members who are asked, and guests. */
export const peoplePart: FeaturePart = {
  handlers: peopleHandlers,
  messages: peopleMessages,
  notices: [{ name: 'events.parts', label: 'events-people.notice', choices: ['here', 'off'], default: 'here' }],
  jobs: [],
  person: {
    exportPersonalData: async () => ({}),
    onMemberRemoved: (context, member) => standDown(context, member),
    onMembersMerged: async () => {},
    onMemberReturned: async () => {},
  },
  auditActions: { 'events.people': 'events-people.act' },
};
