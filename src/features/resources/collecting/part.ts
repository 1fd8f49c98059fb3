import type { FeaturePart } from '../../../feature-api/index.js';
import { collectingAuditActions, collectingAuditDetails } from './audit.js';
import { collectingHandlers } from './handlers.js';
import { collectingPages } from './pages.js';
import { collectingPerson } from './person.js';

/** Organisers put resources together, for a training or a topic. */
export const collectingPart: FeaturePart = {
  handlers: collectingHandlers,
  messages: [],
  jobs: [],
  person: collectingPerson,
  auditActions: collectingAuditActions,
  auditDetails: collectingAuditDetails,
  pages: collectingPages,
};
