import type { FeaturePart } from '../../../feature-api/index.js';
import { noPersonalData } from '../../../feature-api/index.js';
import { planAuditActions, planAuditDetails } from './audit.js';
import { planHandlers } from './handlers.js';
import { planHome } from './home.js';
import { planJobs } from './jobs.js';
import { planMessages } from './messages.js';
import { planNotices } from './notices.js';
import { planAhead } from './schedule.js';
import { seedTemplates } from './templates.js';

/** The plan of each month: from the call for proposals to its approval. */
export const planPart: FeaturePart = {
  handlers: planHandlers,
  messages: planMessages,
  notices: planNotices,
  jobs: planJobs,
  // Answers are exported with the proposals, in one statement; their rows go and move with those of all parts.
  person: noPersonalData,
  auditActions: planAuditActions,
  auditDetails: planAuditDetails,
  home: planHome,
  plan: async (context) => {
    await context.atomically(async (inside) => {
      await seedTemplates(inside);
      await planAhead(inside);
    });
  },
};
