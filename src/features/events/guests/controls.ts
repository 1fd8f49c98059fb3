import { defineControls, dottedId, member, wordId } from '../../../feature-api/index.js';
import { eventId, goneEvent } from '../ids.js';
import { FEATURE } from '../names.js';

/** With which organisers and hosts let people in who have no account; what is not a host’s is refused. */
export const guestsControls = defineControls(FEATURE, {
  guests: member.button('the link by which guests register, for the host and organisers', eventId),
  'guests-link': member.button(
    'makes a new link for guests (`open`), or closes it (`close`)',
    dottedId({ id: eventId, wanted: wordId(['open', 'close'], goneEvent) }),
  ),
});
