import type { FeaturePart } from '../../../feature-api/index.js';
import { closingAuditActions } from './audit.js';
import { closingHandlers } from './handlers.js';
import { closingHome } from './home.js';
import { closingJobs } from './jobs.js';
import { closingMessages } from './messages.js';
import { closingNotices } from './notices.js';
import { closingPerson } from './person.js';

/** How topics end: the last call, the summary, what became of recommendations; and how topics are found again. */
export const closingPart: FeaturePart = {
  handlers: closingHandlers,
  messages: closingMessages,
  notices: closingNotices,
  jobs: closingJobs,
  person: closingPerson,
  auditActions: closingAuditActions,
  home: closingHome,
};
