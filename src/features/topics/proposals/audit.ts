import { type AuditDetail, type Feature, numbered } from '../../../feature-api/index.js';

/** How entries about topics are shown in the audit log. */
export const topicsAuditActions: NonNullable<Feature['auditActions']> = {
  'topics.keep': 'topics.act.keep',
  'topics.edit': 'topics.act.edit',
  'topics.decline': 'topics.act.decline',
  'topics.merge': 'topics.act.merge',
};

export const topicsAuditDetails: Readonly<Record<string, AuditDetail>> = {
  proposal: numbered('topics.audit.proposal'),
  mergedInto: numbered('topics.audit.into'),
};
