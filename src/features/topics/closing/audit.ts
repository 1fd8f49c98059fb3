import type { AuditDetail, Feature } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';

export const closingAuditActions: NonNullable<Feature['auditActions']> = {
  'topics.close': 'topics-closing.act.close',
  'topics.reopen': 'topics-closing.act.reopen',
  'topics.export': 'topics-closing.act.export',
  'topics.summary': 'topics-closing.act.summary',
  'topics.outcome': 'topics-closing.act.outcome',
};

export const closingAuditDetails: Readonly<Record<string, AuditDetail>> = {
  topic: (value, _entry, language) => speaker(language).plain('topics-closing.audit.topic', { number: Number(value) }),
};
