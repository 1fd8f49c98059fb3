import type { AuditDetail, Feature } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';

/** How entries about topics are shown in the audit log. */
export const topicsAuditActions: NonNullable<Feature['auditActions']> = {
  'topics.keep': 'topics.act.keep',
  'topics.edit': 'topics.act.edit',
  'topics.decline': 'topics.act.decline',
  'topics.merge': 'topics.act.merge',
};

export const topicsAuditDetails: Readonly<Record<string, AuditDetail>> = {
  proposal: (value, _entry, language) => speaker(language).plain('topics.audit.proposal', { number: Number(value) }),
  mergedInto: (value, _entry, language) => speaker(language).plain('topics.audit.into', { number: Number(value) }),
};
