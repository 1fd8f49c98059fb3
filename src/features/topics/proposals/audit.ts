import { type AuditDetail, actsOf, type Feature, numbered } from '../../../feature-api/index.js';

/** How entries about topics are shown in the audit log. */
export const topicsAuditActions: NonNullable<Feature['auditActions']> = actsOf('topics', 'topics', 'keep', 'edit', 'decline', 'merge');

export const topicsAuditDetails: Readonly<Record<string, AuditDetail>> = {
  proposal: numbered('topics.audit.proposal'),
  mergedInto: numbered('topics.audit.into'),
};
