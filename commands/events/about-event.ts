import type { Outcome } from '../../src/core/command.js';
import type { Request } from '../../src/core/request.js';
import { type Context, defineSubcommand } from '../../src/feature-api/index.js';
import { eventByText } from '../../src/features/events/find.js';
import type { CommunityEvent } from '../../src/features/events/types.js';
import { eventOption } from './option.js';

/** A sub-command about one event, which is found by its number or by words of its title. */
export function aboutEvent(
  access: 'member' | 'organiser',
  description: string,
  show: (context: Context, request: Request, event: CommunityEvent) => Promise<Outcome<Context>>,
) {
  return defineSubcommand({
    access,
    description,
    options: { event: eventOption },
    run: async (context, request, { event }) => show(context, request, (await eventByText(context, event, request.actor)).event),
  });
}
