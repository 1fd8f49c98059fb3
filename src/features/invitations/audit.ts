import { actsOf, type Feature, numbered } from '../../feature-api/index.js';

export const invitationAuditActions: NonNullable<Feature['auditActions']> = actsOf(
  'invitations',
  'invitations',
  'link',
  'links',
  'mail',
  'join-open',
  'join-close',
  'approve',
  'decline',
);

export const invitationAuditDetails: NonNullable<Feature['auditDetails']> = { people: numbered('invitations.audit.people') };
