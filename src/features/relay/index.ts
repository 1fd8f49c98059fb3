export { relayActions, relayForms } from './actions.js';
export { relayJobs } from './jobs.js';
export { relayNotifications } from './notifications.js';
export { createRelayService } from './service.js';
