import { type AuditDetail, actsOf, type Feature, numbered } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { HIDDEN_REASONS } from '../types.js';

/** How entries about contributions are shown in the audit log. */
export const marksAuditActions: NonNullable<Feature['auditActions']> = actsOf(
  'topics',
  'topics-marks',
  'hide',
  'leave',
  'stop-mirroring',
  'mirror-again',
);

export const marksAuditDetails: Readonly<Record<string, AuditDetail>> = {
  contribution: numbered('topics-marks.audit.contribution'),
  hiddenReason(value, _entry, language) {
    const reason = HIDDEN_REASONS.find((code) => code === value);
    return reason && speaker(language).plain(`topics-marks.reason.${reason}`);
  },
};
