import { type AuditDetail, type Feature, numbered } from '../../feature-api/index.js';

/** How entries about stories are shown in the audit log. */
export const storiesAuditActions: NonNullable<Feature['auditActions']> = {
  'stories.approve': 'stories.act.approve',
  'stories.approve-own': 'stories.act.approve-own',
  'stories.comment': 'stories.act.comment',
  'stories.edit': 'stories.act.edit',
  'stories.decline': 'stories.act.decline',
};

export const storiesAuditDetails: Readonly<Record<string, AuditDetail>> = { story: numbered('stories.audit.story') };
