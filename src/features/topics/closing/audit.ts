import { actsOf, type Feature } from '../../../feature-api/index.js';

export const closingAuditActions: NonNullable<Feature['auditActions']> = actsOf(
  'topics',
  'topics-closing',
  'close',
  'reopen',
  'export',
  'summary',
  'outcome',
);
