import { guestsReply } from '../../src/features/events/guests/handlers.js';
import { viewGuests } from '../../src/features/events/guests/link.js';
import { aboutEvent } from './about-event.js';

/** The host and organisers let people in who have no account. */
export const guestsSubcommands = {
  // A host invites guests, too.
  guests: aboutEvent('member', 'events-guests.command', async (context, { actor, language }, event) =>
    guestsReply(await viewGuests(context, actor, event.id), language),
  ),
} as const;
