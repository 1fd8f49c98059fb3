import { privately } from '../src/core/message.js';
import { defineCommand, defineSubcommand, organiser } from '../src/feature-api/index.js';
import { ratingsCard } from '../src/features/events/afterwards/cards/afterwards.js';
import { viewRatings } from '../src/features/events/afterwards/feedback.js';
import { attendByCode } from '../src/features/events/attendance/attend.js';
import { attendedCard } from '../src/features/events/attendance/cards/attended.js';
import { attendanceCard } from '../src/features/events/attendance/cards/list.js';
import { listOfEvent } from '../src/features/events/attendance/list.js';
import { importControls } from '../src/features/events/import/controls.js';
import { checkEvents } from '../src/features/events/import/import.js';
import { draftCard } from '../src/features/events/making/cards/draft.js';
import { listCard } from '../src/features/events/making/cards/list.js';
import { makingControls } from '../src/features/events/making/controls.js';
import { comingEvents } from '../src/features/events/making/list.js';
import { viewDraft } from '../src/features/events/making/view.js';
import { shownEvent } from '../src/features/events/registration/replies.js';
import { remindersCard } from '../src/features/events/reminders/cards.js';
import { reminderChoice } from '../src/features/events/reminders/choose.js';
import { settingsCard } from '../src/features/events/settings-card.js';
import { aboutEvent } from './events/about-event.js';
import { calendarsSubcommands } from './events/calendars.js';
import { certificatesSubcommands } from './events/certificates.js';
import { guestsSubcommands } from './events/guests.js';
import { materialsSubcommands } from './events/materials.js';
import { minutesSubcommands } from './events/minutes.js';
import { reportingSubcommands } from './events/reporting.js';
import { writingSubcommands } from './events/writing.js';

/** `/events`: members register and are reminded; organisers make, announce and change. Every answer is private. */
export const eventsCommand = defineCommand({
  name: 'events',
  description: 'events.command.description',
  words: 'events.words.events',
  subcommands: {
    list: defineSubcommand({
      description: 'events.command.list',
      words: 'events.words.list',
      access: 'member',
      options: {},
      run: async (context, { actor, language }) => privately(listCard(await comingEvents(context, actor, 0), language)),
    }),
    show: aboutEvent('member', 'events.command.show', async (context, request, event) =>
      privately(...(await shownEvent(context, request, event.id))),
    ),
    reminders: defineSubcommand({
      description: 'events.command.reminders',
      words: 'events.words.reminders',
      access: 'member',
      options: {},
      run: async (context, { actor, language }) => privately(remindersCard(await reminderChoice(context, actor.id), language)),
    }),
    ...calendarsSubcommands,
    ...guestsSubcommands,
    ...materialsSubcommands,
    ...minutesSubcommands,
    ...certificatesSubcommands,
    ...reportingSubcommands,
    ...writingSubcommands,
    new: defineSubcommand({
      description: 'events.command.new',
      access: 'organiser',
      options: {},
      run: (context, request) => makingControls.new.open(context, request),
    }),
    edit: aboutEvent('organiser', 'events.command.edit', async (context, { actor, language }, event) =>
      privately(draftCard(await viewDraft(context, actor, event.id), language)),
    ),
    attend: defineSubcommand({
      description: 'events-attendance.command.attend',
      access: 'member',
      options: { code: { type: 'text', description: 'events-attendance.command.code', maxLength: 40, required: true } },
      run: async (context, { actor, language }, { code }) =>
        privately(attendedCard(await attendByCode(context, actor, code), actor.timezone, language)),
    }),
    // The host keeps the list, too.
    attendance: aboutEvent('member', 'events-attendance.command.attendance', async (context, { actor, language }, event) =>
      privately(attendanceCard(await listOfEvent(context, actor, event.id), language)),
    ),
    ratings: aboutEvent('organiser', 'events-afterwards.command.ratings', async (context, { actor, language }, event) =>
      privately(ratingsCard(await viewRatings(context, actor, event.id), language)),
    ),
    copy: aboutEvent('organiser', 'events-making.command.copy', async (context, request, event) =>
      makingControls.copy.open(context, request, { id: event.id }),
    ),
    import: defineSubcommand({
      description: 'events-import.command',
      access: 'organiser',
      options: { file: { type: 'file', description: 'events-import.form.file' } },
      // Reading a file takes long.
      transaction: 'own',
      run: async (context, request, { file }) =>
        file ? checkEvents(context, request, file) : importControls.import.open(context, request),
    }),
    settings: organiser.shows('events-settings.command', async (context, { language }) =>
      settingsCard(await context.community.settings(), language),
    ),
    cancel: aboutEvent('organiser', 'events.command.cancel', async (context, request, event) =>
      makingControls.cancel.open(context, request, { id: { id: event.id, version: event.version } }),
    ),
  },
});
