import type { AuditDetail } from '../../feature-api/index.js';
import { type MessageKey, speaker } from '../../language/index.js';

/** How coffee's entries of the audit log are shown. */
export const auditActions: Readonly<Record<string, MessageKey>> = {
  'coffee.round.start': 'coffee-organisers.act.round-start',
  'coffee.round.date': 'coffee-organisers.act.round-date',
  'coffee.round.cancel': 'coffee-organisers.act.round-cancel',
};

export const auditDetails: Readonly<Record<string, AuditDetail>> = {
  round: (value, _entry, language) => `${speaker(language).plain('coffee-organisers.report.column.round')}: ${String(value)}`,
};
