import { writingControls } from '../../src/features/events/writing/controls.js';
import { aboutEvent } from './about-event.js';

/** Organisers write to some of those who have to do with an event. */
export const writingSubcommands = {
  message: aboutEvent('organiser', 'events-organising.command.message', async (context, request, event) =>
    writingControls.message.open(context, request, { id: event.id }),
  ),
} as const;
