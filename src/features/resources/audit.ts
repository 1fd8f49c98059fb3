import { type AuditDetail, type Feature, numbered } from '../../feature-api/index.js';

/** How entries about resources are shown in the audit log. */
export const resourcesAuditActions: NonNullable<Feature['auditActions']> = {
  'resources.approve': 'resources.act.approve',
  'resources.decline': 'resources.act.decline',
  'resources.remove': 'resources.act.remove',
  'resources.restore': 'resources.act.restore',
  'resources.settle': 'resources.act.settle',
  'resources.check': 'resources-upkeep.act.check',
  'resources.give': 'resources-upkeep.act.give',
  'resources.answer': 'resources-upkeep.act.answer',
};

export const resourcesAuditDetails: Readonly<Record<string, AuditDetail>> = { resource: numbered('resources.audit.resource') };
