import { materialsControls } from '../../src/features/events/materials/controls.js';
import { aboutEvent } from './about-event.js';

/** Slides and recording of an event. */
export const materialsSubcommands = {
  slides: aboutEvent({
    description: 'events-materials.command.slides',
    // Hosts and speakers, too.
    access: 'member',
    run: async (context, request, event) => materialsControls.slides.open(context, request, { id: event.id }),
  }),
} as const;
