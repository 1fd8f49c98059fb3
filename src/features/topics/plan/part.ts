import type { TopicsPart } from '../parts.js';
import { planAuditActions, planAuditDetails } from './audit.js';
import { planHandlers } from './handlers.js';
import { planHome } from './home.js';
import { planJobs } from './jobs.js';
import { planMessages } from './messages.js';
import { planNotices } from './notices.js';
import { planPerson } from './person.js';
import { planAhead } from './schedule.js';

/** The plan of each month: from the call for proposals to its approval. */
export const planPart: TopicsPart = {
  handlers: planHandlers,
  messages: planMessages,
  notices: planNotices,
  jobs: planJobs,
  person: planPerson,
  auditActions: planAuditActions,
  auditDetails: planAuditDetails,
  home: planHome,
  plan: async (context) => {
    await context.atomically((inside) => planAhead(inside));
  },
};
