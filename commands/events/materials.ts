import type { Option } from '../../src/core/command.js';
import { type Context, defineSubcommand } from '../../src/feature-api/index.js';
import { eventByText } from '../../src/features/events/find.js';
import { materialsControls } from '../../src/features/events/materials/controls.js';

/** Slides and recording of an event. */
export const materialsSubcommands = (event: Option<Context> & { readonly type: 'text'; readonly required: true }) => ({
  slides: defineSubcommand({
    description: 'events-materials.command.slides',
    // Hosts and speakers, too.
    access: 'member',
    options: { event },
    async run(context, request, { event: typed }) {
      const found = await eventByText(context, typed, request.actor);
      return materialsControls.slides.open(context, request, { id: found.event.id });
    },
  }),
});
