import { oncePerTx } from '../../../core/transaction.js';
import { attendanceStore } from './attendance.js';
import { eventStore } from './events.js';
import { exportStore } from './export.js';
import { feedbackStore } from './feedback.js';
import { messageStore } from './messages.js';
import { registrationStore } from './registrations.js';
import { reminderStore } from './reminders.js';
import { reportStore } from './report.js';

export type { NewEvent, WholeEvent } from './events.js';
export { eraseEventRows, mergeEventRows } from './people.js';
export type { ReportedAction, ReportedEvent } from './report.js';
export { eventsTables } from './tables.js';

/** The queries on the tables of events. */
export const eventsStore = oncePerTx((tx) => ({
  ...eventStore(tx),
  ...registrationStore(tx),
  ...reminderStore(tx),
  ...exportStore(tx),
  ...attendanceStore(tx),
  ...feedbackStore(tx),
  ...reportStore(tx),
  ...messageStore(tx),
}));
