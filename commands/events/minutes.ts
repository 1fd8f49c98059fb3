import type { Option } from '../../src/core/command.js';
import { privately } from '../../src/core/message.js';
import { type Context, defineSubcommand } from '../../src/feature-api/index.js';
import { eventByText } from '../../src/features/events/find.js';
import { minutesCard } from '../../src/features/events/minutes/cards/minutes.js';
import { minutesControls } from '../../src/features/events/minutes/controls.js';
import { viewMinutes } from '../../src/features/events/minutes/view.js';

/** Notes for the minutes of a meeting, and the minutes. */
export const minutesSubcommands = (event: Option<Context> & { readonly type: 'text'; readonly required: true }) => ({
  note: defineSubcommand({
    description: 'events-minutes.command.note',
    access: 'member',
    options: { event },
    async run(context, request, { event: typed }) {
      const found = await eventByText(context, typed, request.actor);
      return minutesControls.note.open(context, request, { id: found.event.id });
    },
  }),
  minutes: defineSubcommand({
    description: 'events-minutes.command.minutes',
    access: 'member',
    options: { event },
    async run(context, { actor, language }, { event: typed }) {
      const found = await eventByText(context, typed, actor);
      return privately(minutesCard(await viewMinutes(context, actor, found.event.id), 0, language));
    },
  }),
});
