import type { Language } from '../../../core/language.js';
import type { Reply } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { guestsCard } from './cards/guests.js';
import { guestsControls } from './controls.js';
import { closeGuestLink, type GuestsView, makeGuestLink, viewGuests } from './link.js';

/** The link is a secret: where we keep messages ourselves, it is kept for an hour. */
export const guestsReply = (view: GuestsView, language: Language): Reply => ({
  type: 'message',
  visibility: 'private',
  message: { cards: [guestsCard(view, language)], fleeting: 'guest-link' },
});

export const guestsHandlers: readonly Handler[] = handleControls(guestsControls, {
  guests: async (context, { actor, language }, { id }) => guestsReply(await viewGuests(context, actor, id), language),
  async 'guests-link'(context, { actor, language }, { id: { id, wanted } }) {
    const change = wanted === 'open' ? makeGuestLink : closeGuestLink;
    return guestsReply(await change(context, actor, id), language);
  },
});
