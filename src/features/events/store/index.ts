import { oncePerTx } from '../../../core/transaction.js';
import { attendanceStore } from './attendance.js';
import { eventPeopleStore } from './event-people.js';
import { eventStore } from './events.js';
import { exportStore } from './export.js';
import { feedbackStore } from './feedback.js';
import { registrationStore } from './registrations.js';
import { reminderStore } from './reminders.js';
import { seriesStore } from './series.js';

export { eventsOfPerson, peopleOfEvent, peopleOfEvents } from './event-people.js';
export type { NewEvent, WholeEvent } from './events.js';
export type { Feedback } from './feedback.js';
export { eraseEventRows, mergeEventRows } from './people.js';
export { eventsTables } from './tables.js';

/** The queries on the tables of events. */
export const eventsStore = oncePerTx((tx) => ({
  ...eventStore(tx),
  ...eventPeopleStore(tx),
  ...registrationStore(tx),
  ...seriesStore(tx),
  ...reminderStore(tx),
  ...exportStore(tx),
  ...attendanceStore(tx),
  ...feedbackStore(tx),
}));
