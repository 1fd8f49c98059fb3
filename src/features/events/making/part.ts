import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { eventsAuditActions, eventsAuditDetails } from './audit.js';
import { makingHandlers } from './handlers.js';

/** Events are made as drafts, changed, and called off. */
export const makingPart: FeaturePart = {
  handlers: makingHandlers,
  messages: [],
  jobs: [],
  person: noPersonalData,
  auditActions: eventsAuditActions,
  auditDetails: eventsAuditDetails,
};
