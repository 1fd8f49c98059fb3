import { type AuditDetail, actsOf, type Feature, numbered } from '../../feature-api/index.js';

/** How entries about resources are shown in the audit log. */
export const resourcesAuditActions: NonNullable<Feature['auditActions']> = {
  ...actsOf('resources', 'resources', 'approve', 'decline', 'remove', 'restore', 'settle'),
  ...actsOf('resources', 'resources-upkeep', 'check', 'give', 'answer'),
};

export const resourcesAuditDetails: Readonly<Record<string, AuditDetail>> = { resource: numbered('resources.audit.resource') };
