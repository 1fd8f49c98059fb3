import { eventsCommand } from '../../../commands/events.js';
import { defineFeature, joinParts } from '../../feature-api/index.js';
import { afterwardsPart } from './afterwards/part.js';
import { announcingPart } from './announcing/part.js';
import { attendancePart } from './attendance/part.js';
import { calendarsPart } from './calendars/part.js';
import { eventsChannel } from './channel.js';
import { eventsHome } from './home.js';
import { makingPart } from './making/part.js';
import { FEATURE } from './names.js';
import { rowsOfPeople } from './people.js';
import { registrationPart } from './registration/part.js';
import { remindersPart } from './reminders/part.js';
import { eventsTables } from './store/index.js';
import { writingPart } from './writing/part.js';

/** Webinars, trainings and meetings: members register, are reminded, and come. */
export const events = defineFeature({
  name: FEATURE,
  tables: eventsTables,
  commands: [eventsCommand],
  ...joinParts(FEATURE, [
    rowsOfPeople,
    makingPart,
    announcingPart,
    registrationPart,
    remindersPart,
    calendarsPart,
    attendancePart,
    afterwardsPart,
    writingPart,
  ]),
  home: eventsHome,
  channels: [eventsChannel],
});
