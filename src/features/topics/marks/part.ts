import type { FeaturePart } from '../../../feature-api/index.js';
import { marksAuditActions, marksAuditDetails } from './audit.js';
import { digestWeek, planDigest } from './digest.js';
import { marksHandlers } from './handlers.js';
import { hideEverywhere } from './hide.js';
import { marksListener, reactionNeeds } from './listener.js';
import { marksMessages } from './messages.js';
import { marksHome, offerNaming } from './naming.js';
import { marksNotices } from './notices.js';
import { marksPerson } from './person.js';

/** What members do with contributions: marks, polls, answered questions, reports, following and the weekly digest. */
export const marksPart: FeaturePart = {
  handlers: marksHandlers,
  messages: marksMessages,
  notices: marksNotices,
  jobs: [digestWeek, hideEverywhere],
  person: marksPerson,
  auditActions: marksAuditActions,
  auditDetails: marksAuditDetails,
  home: marksHome,
  offers: [offerNaming],
  listener: marksListener,
  needs: reactionNeeds,
  plan: (context) => planDigest(context),
};
