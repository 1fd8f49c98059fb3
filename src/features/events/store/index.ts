import { oncePerTx } from '../../../core/transaction.js';
import { afterEventsStore } from './after-events.js';
import { attendanceStore } from './attendance.js';
import { certificateStore } from './certificates.js';
import { eventPeopleStore } from './event-people.js';
import { eventStore } from './events.js';
import { feedbackStore } from './feedback.js';
import { feedStore } from './feeds.js';
import { fileReaderStore } from './file-readers.js';
import { fileStore } from './files.js';
import { guestStore } from './guests.js';
import { listedStore } from './listed.js';
import { managedFilesStore } from './managed-files.js';
import { materialStore } from './materials.js';
import { messageStore } from './messages.js';
import { minutesStore } from './minutes.js';
import { mirrorStore } from './mirrors.js';
import { missedStore } from './missed.js';
import { presenceStore } from './presence.js';
import { registrationStore } from './registrations.js';
import { reminderStore } from './reminders.js';
import { reportStore } from './report.js';
import { seenStore } from './seen.js';
import { seriesStore } from './series.js';
import { seriesMembersStore } from './series-members.js';
import { sharesStore } from './shares.js';

export type { Certificate, CertificateRole, RoleAt } from './certificates.js';
export { eventsOfPerson, peopleOfEvent, peopleOfEvents } from './event-people.js';
export type { NewEvent, WholeEvent } from './events.js';
export { exportedEvents } from './export.js';
export type { ToldFiles } from './files.js';
export type { GuestLink } from './guests.js';
export type { FilesOfEvent } from './managed-files.js';
export type { MeetingsAround } from './minutes.js';
export type { Entry } from './mirrors.js';
export type { PastPlace } from './missed.js';
export { eraseEventRows, mergeEventRows, moveOrganisationRows } from './people.js';
export type { Presence, RoomSession } from './presence.js';
export type { ReportedAction, ReportedEvent, ReportedPeriod } from './report.js';
export type { WithRoles } from './seen.js';
export type { OwnInSeries } from './series-members.js';
export type { KeptShares } from './shares.js';
export { eventsTables } from './tables.js';

/** The queries on the tables of events. */
export const eventsStore = oncePerTx(
  eventStore,
  eventPeopleStore,
  registrationStore,
  seriesStore,
  seriesMembersStore,
  reminderStore,
  attendanceStore,
  sharesStore,
  feedbackStore,
  materialStore,
  fileStore,
  managedFilesStore,
  fileReaderStore,
  minutesStore,
  missedStore,
  certificateStore,
  feedStore,
  mirrorStore,
  presenceStore,
  reportStore,
  messageStore,
  guestStore,
  listedStore,
  seenStore,
  afterEventsStore,
);
