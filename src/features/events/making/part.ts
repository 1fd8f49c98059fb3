import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { eventsAuditActions, eventsAuditDetails } from './audit.js';
import { makingHandlers } from './handlers.js';
import { sessionHandlers } from './session-handlers.js';

/** Events are made as drafts, changed, and called off. */
export const makingPart: FeaturePart = {
  handlers: [...makingHandlers, ...sessionHandlers],
  messages: [],
  jobs: [],
  person: noPersonalData,
  auditActions: eventsAuditActions,
  auditDetails: eventsAuditDetails,
};
