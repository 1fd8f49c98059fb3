import { type AuditDetail, actsOf, type Feature, numbered } from '../../feature-api/index.js';

/** How entries about letters are shown in the audit log. */
export const letterAuditActions: NonNullable<Feature['auditActions']> = actsOf(
  'letter',
  'letter',
  'draft',
  'edit',
  'approve',
  'take-back',
  'again',
  'bounces',
);

export const letterAuditDetails: Readonly<Record<string, AuditDetail>> = {
  letter: numbered('letter.audit.letter'),
  mails: numbered('letter.audit.mails'),
  addresses: numbered('letter.audit.addresses'),
};
