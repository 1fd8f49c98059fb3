import { defineFeature } from '../../feature-api/index.js';
import { relayHandlers } from './handlers.js';
import { relayJobs } from './jobs.js';
import { relayListener } from './listener.js';
import { relayMessages } from './messages.js';
import { relayNotices } from './notices.js';
import { relayPerson } from './person.js';
import { relayTables } from './store.js';

/** Carries messages between people who have no place in common, once they have agreed to it. */
export const relay = defineFeature({
  name: 'relay',
  tables: relayTables,
  commands: [],
  handlers: relayHandlers,
  messages: relayMessages,
  notices: relayNotices,
  jobs: relayJobs,
  listener: relayListener,
  person: relayPerson,
});
