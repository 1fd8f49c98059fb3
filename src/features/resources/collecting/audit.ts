import { type AuditDetail, actsOf, type Feature, numbered } from '../../../feature-api/index.js';

/** How entries about collections are shown in the audit log. */
export const collectingAuditActions: NonNullable<Feature['auditActions']> = {
  ...actsOf('resources', 'resources-collections', 'collect', 'rearrange'),
  'resources.import': 'resources-bulk.act.import',
  'resources.uncollect': 'resources-collections.act.uncollect',
};

export const collectingAuditDetails: Readonly<Record<string, AuditDetail>> = {
  collection: numbered('resources-collections.audit.collection'),
  imported: numbered('resources-bulk.audit.imported'),
};
