export { createProblemsService } from './service.js';
export { problemsJobs, problemsNotifications } from './telling.js';
