export { membersActions } from './actions.js';
export { membersForms } from './forms.js';
export { membersHome, welcome } from './home.js';
export { membersJobs } from './jobs.js';
export { membersNotifications } from './notifications.js';
export { createMembersService, type MembersDependencies, type MembersService } from './service.js';
