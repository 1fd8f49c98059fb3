import { type AuditDetail, type Feature, numbered } from '../../../feature-api/index.js';

/** How entries about collections are shown in the audit log. */
export const collectingAuditActions: NonNullable<Feature['auditActions']> = {
  'resources.collect': 'resources-collections.act.collect',
  'resources.rearrange': 'resources-collections.act.rearrange',
  'resources.import': 'resources-bulk.act.import',
  'resources.uncollect': 'resources-collections.act.uncollect',
};

export const collectingAuditDetails: Readonly<Record<string, AuditDetail>> = {
  collection: numbered('resources-collections.audit.collection'),
  imported: numbered('resources-bulk.audit.imported'),
};
