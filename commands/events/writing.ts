import { defineSubcommand } from '../../src/feature-api/index.js';
import { eventByText } from '../../src/features/events/find.js';
import { writingControls } from '../../src/features/events/writing/controls.js';
import { eventOption } from './option.js';

/** Organisers write to some of those who have to do with an event. */
export const writingSubcommands = {
  message: defineSubcommand({
    description: 'events-organising.command.message',
    access: 'organiser',
    options: { event: eventOption },
    async run(context, request, { event: typed }) {
      const { event } = await eventByText(context, typed, request.actor);
      return writingControls.message.open(context, request, { id: event.id });
    },
  }),
} as const;
