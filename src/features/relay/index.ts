export { relayActions, relayForms } from './actions.js';
export { relayNotifications } from './notifications.js';
export { createRelayService } from './service.js';
