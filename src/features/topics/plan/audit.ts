import { type AuditDetail, actsOf, type Feature, numbered } from '../../../feature-api/index.js';
import { toMonth } from '../rules/month.js';
import { monthLabel } from './cards/labels.js';

/** How entries about plans and their lists are shown in the audit log. */
export const planAuditActions: NonNullable<Feature['auditActions']> = {
  'topics.plan': 'topics-plan.act.plan',
  'topics.plan.approve': 'topics-plan.act.approve',
  ...actsOf('topics', 'topics-plan', 'swap', 'move', 'skip', 'refit', 'fill', 'urgent'),
  'topics.list.add': 'topics-plan.act.list-add',
  'topics.list.edit': 'topics-plan.act.list-edit',
  'topics.list.remove': 'topics-plan.act.list-remove',
  'topics.list.restore': 'topics-plan.act.list-restore',
};

export const planAuditDetails: Readonly<Record<string, AuditDetail>> = {
  month: (value, _entry, language) => monthLabel(toMonth(String(value)), language),
  topic: numbered('topics-plan.audit.topic'),
  for: numbered('topics-plan.audit.for'),
  entry: numbered('topics-plan.audit.entry'),
};
