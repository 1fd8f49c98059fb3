import { defineSubcommand } from '../../src/feature-api/index.js';
import { ownCalendar } from '../../src/features/events/calendars/reply.js';

/** Events for the member's own calendar. */
export const calendarsSubcommands = {
  calendar: defineSubcommand({
    description: 'events-calendars.command.calendar',
    words: 'events.words.calendar',
    access: 'member',
    options: {},
    // The library is loaded outside a transaction.
    transaction: 'own',
    run: (context, request) => ownCalendar(context, request),
  }),
} as const;
