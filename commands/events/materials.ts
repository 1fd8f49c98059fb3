import { privately } from '../../src/core/message.js';
import { defineSubcommand } from '../../src/feature-api/index.js';
import { eventByText } from '../../src/features/events/find.js';
import { manageCard } from '../../src/features/events/slides/cards/manage.js';
import { givenReply } from '../../src/features/events/slides/give.js';
import { manageFiles } from '../../src/features/events/slides/manage.js';
import { eventOption } from './option.js';

/** Slides, recording and other files of an event. */
export const materialsSubcommands = {
  slides: defineSubcommand({
    description: 'events-materials.command.slides',
    words: 'events-slides.words',
    // Hosts and speakers, too.
    access: 'member',
    options: { event: eventOption, file: { type: 'file', description: 'events-slides.form.file' } },
    // A file is checked outside a transaction.
    transaction: 'own',
    async run(context, request, { event: typed, file }) {
      const { event } = await eventByText(context, typed, request.actor);
      if (file) return givenReply(context, request, event.id, file);
      return privately(manageCard(await manageFiles(context, request.actor, event.id), request.language));
    },
  }),
} as const;
