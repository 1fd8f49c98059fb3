import { type AuditDetail, type Feature, numbered } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { HIDDEN_REASONS } from '../types.js';

/** How entries about contributions are shown in the audit log. */
export const marksAuditActions: NonNullable<Feature['auditActions']> = {
  'topics.hide': 'topics-marks.act.hide',
  'topics.leave': 'topics-marks.act.leave',
  'topics.stop-mirroring': 'topics-marks.act.stop-mirroring',
  'topics.mirror-again': 'topics-marks.act.mirror-again',
};

export const marksAuditDetails: Readonly<Record<string, AuditDetail>> = {
  contribution: numbered('topics-marks.audit.contribution'),
  hiddenReason(value, _entry, language) {
    const reason = HIDDEN_REASONS.find((code) => code === value);
    return reason && speaker(language).plain(`topics-marks.reason.${reason}`);
  },
};
