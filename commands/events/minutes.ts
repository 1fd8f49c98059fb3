import { privately } from '../../src/core/message.js';
import { minutesCard } from '../../src/features/events/minutes/cards/minutes.js';
import { minutesControls } from '../../src/features/events/minutes/controls.js';
import { viewMinutes } from '../../src/features/events/minutes/view.js';
import { aboutEvent } from './about-event.js';

/** Notes for the minutes of a meeting, and the minutes. */
export const minutesSubcommands = {
  note: aboutEvent('member', 'events-minutes.command.note', async (context, request, event) =>
    minutesControls.note.open(context, request, { id: event.id }),
  ),
  minutes: aboutEvent('member', 'events-minutes.command.minutes', async (context, { actor, language }, event) =>
    privately(minutesCard(await viewMinutes(context, actor, event.id), 0, language)),
  ),
} as const;
