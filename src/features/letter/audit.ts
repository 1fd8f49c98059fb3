import { type AuditDetail, type Feature, numbered } from '../../feature-api/index.js';

/** How entries about letters are shown in the audit log. */
export const letterAuditActions: NonNullable<Feature['auditActions']> = {
  'letter.draft': 'letter.act.draft',
  'letter.edit': 'letter.act.edit',
  'letter.approve': 'letter.act.approve',
  'letter.take-back': 'letter.act.take-back',
  'letter.again': 'letter.act.again',
  'letter.bounces': 'letter.act.bounces',
};

export const letterAuditDetails: Readonly<Record<string, AuditDetail>> = {
  letter: numbered('letter.audit.letter'),
  mails: numbered('letter.audit.mails'),
  addresses: numbered('letter.audit.addresses'),
};
