import type { Feature } from '../../../feature-api/index.js';

export const closingAuditActions: NonNullable<Feature['auditActions']> = {
  'topics.close': 'topics-closing.act.close',
  'topics.reopen': 'topics-closing.act.reopen',
  'topics.export': 'topics-closing.act.export',
  'topics.summary': 'topics-closing.act.summary',
  'topics.outcome': 'topics-closing.act.outcome',
};
