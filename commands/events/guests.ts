import type { Option } from '../../src/core/command.js';
import { type Context, defineSubcommand } from '../../src/feature-api/index.js';
import { eventByText } from '../../src/features/events/find.js';
import { guestsReply } from '../../src/features/events/guests/handlers.js';
import { viewGuests } from '../../src/features/events/guests/link.js';

/** The host and organisers let people in who have no account. */
export const guestsSubcommands = (event: Option<Context> & { readonly type: 'text'; readonly required: true }) => ({
  guests: defineSubcommand({
    description: 'events-guests.command',
    // A host invites guests, too.
    access: 'member',
    options: { event },
    async run(context, { actor, language }, { event: typed }) {
      const found = await eventByText(context, typed, actor);
      return guestsReply(await viewGuests(context, actor, found.event.id), language);
    },
  }),
});
