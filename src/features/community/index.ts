export { communityActions } from './actions.js';
export type { ChannelDirectory } from './channels.js';
export { communityForms } from './forms.js';
export { createHome } from './home.js';
export { createCommunityService, type SettingsHook } from './service.js';
