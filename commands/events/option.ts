import type { Option } from '../../src/core/command.js';
import type { Context } from '../../src/feature-api/index.js';
import { matchingEvents } from '../../src/features/events/find.js';
import { titleWithDay } from '../../src/features/events/named.js';
import { asLabel } from '../../src/features/members/public.js';

/** An event by its number or by words of its title. */
export const eventOption = {
  type: 'text',
  description: 'events.command.event',
  maxLength: 150,
  required: true,
  complete: async (context, typed, { actor, language }) =>
    (await matchingEvents(context, typed, actor))
      .slice(0, 25)
      .map((found) => ({ value: String(found.event.id), label: asLabel(titleWithDay(found, language)) })),
} as const satisfies Option<Context>;
