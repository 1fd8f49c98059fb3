export { communityActions } from './actions.js';
export { communityForms } from './forms.js';
export { type CommunityDependencies, type CommunityService, createCommunityService, type SettingsHook } from './service.js';
