import { oncePerTx } from '../../../core/transaction.js';
import { attendanceStore } from './attendance.js';
import { certificateStore } from './certificates.js';
import { eventStore } from './events.js';
import { exportStore } from './export.js';
import { feedbackStore } from './feedback.js';
import { feedStore } from './feeds.js';
import { mirrorStore } from './mirrors.js';
import { registrationStore } from './registrations.js';
import { reminderStore } from './reminders.js';

export type { Certificate, CertificateRole } from './certificates.js';
export type { NewEvent, WholeEvent } from './events.js';
export type { Feedback } from './feedback.js';
export type { Mirror } from './mirrors.js';
export { eraseEventRows, mergeEventRows } from './people.js';
export { eventsTables } from './tables.js';

/** The queries on the tables of events. */
export const eventsStore = oncePerTx((tx) => ({
  ...eventStore(tx),
  ...registrationStore(tx),
  ...reminderStore(tx),
  ...exportStore(tx),
  ...attendanceStore(tx),
  ...feedbackStore(tx),
  ...certificateStore(tx),
  ...feedStore(tx),
  ...mirrorStore(tx),
}));
