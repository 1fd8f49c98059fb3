import { type AuditDetail, actsOf, type Feature, numbered } from '../../feature-api/index.js';

/** How entries about stories are shown in the audit log. */
export const storiesAuditActions: NonNullable<Feature['auditActions']> = actsOf(
  'stories',
  'stories',
  'approve',
  'approve-own',
  'comment',
  'edit',
  'decline',
);

export const storiesAuditDetails: Readonly<Record<string, AuditDetail>> = { story: numbered('stories.audit.story') };
