import { eventsCommand } from '../../../commands/events.js';
import { defineFeature, joinParts } from '../../feature-api/index.js';
import { afterwardsPart } from './afterwards/part.js';
import { announcingPart } from './announcing/part.js';
import { attendancePart } from './attendance/part.js';
import { calendarsPart } from './calendars/part.js';
import { certificatesPart } from './certificates/part.js';
import { eventsChannel } from './channel.js';
import { guestsPart } from './guests/part.js';
import { eventsHome } from './home.js';
import { importPart } from './import/part.js';
import { eventsLetter } from './letter.js';
import { listedPart } from './listed/part.js';
import { makingPart } from './making/part.js';
import { peoplePart } from './making/people/part.js';
import { materialsPart } from './materials/part.js';
import { minutesPart } from './minutes/part.js';
import { heardInterest } from './mirrors/interest.js';
import { mirrorsPart } from './mirrors/part.js';
import { FEATURE } from './names.js';
import { rowsOfPeople } from './people.js';
import { registrationPart } from './registration/part.js';
import { remindersPart } from './reminders/part.js';
import { handedOut } from './reporting/handed-out.js';
import { seriesPart } from './series/part.js';
import { eventsSection } from './settings.js';
import { settingsPart } from './settings-card.js';
import { slidesPart } from './slides/part.js';
import { eventsTables } from './store/index.js';
import { heardPresence } from './voice/hear.js';
import { voicePart } from './voice/part.js';
import { writingPart } from './writing/part.js';

/** Webinars, trainings and meetings: members register, are reminded, and come. */
export const events = defineFeature({
  name: FEATURE,
  tables: eventsTables,
  commands: [eventsCommand],
  settings: eventsSection,
  greeting: () => [{ command: eventsCommand.name, subcommand: 'list', label: 'events.greeting' }],
  ...joinParts(FEATURE, [
    rowsOfPeople,
    makingPart,
    peoplePart,
    announcingPart,
    registrationPart,
    guestsPart,
    listedPart,
    remindersPart,
    calendarsPart,
    attendancePart,
    afterwardsPart,
    materialsPart,
    slidesPart,
    minutesPart,
    certificatesPart,
    mirrorsPart,
    voicePart,
    writingPart,
    seriesPart,
    importPart,
    settingsPart,
  ]),
  home: eventsHome,
  interested: heardInterest,
  presence: heardPresence,
  letter: eventsLetter,
  handedOut,
  channels: [eventsChannel],
});
