import { type Feature, numbered } from '../../feature-api/index.js';

export const invitationAuditActions: NonNullable<Feature['auditActions']> = {
  'invitations.link': 'invitations.act.link',
  'invitations.links': 'invitations.act.links',
  'invitations.mail': 'invitations.act.mail',
  'invitations.join-open': 'invitations.act.join-open',
  'invitations.join-close': 'invitations.act.join-close',
  'invitations.approve': 'invitations.act.approve',
  'invitations.decline': 'invitations.act.decline',
};

export const invitationAuditDetails: NonNullable<Feature['auditDetails']> = { people: numbered('invitations.audit.people') };
