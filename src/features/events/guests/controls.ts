import { button, defineControls, dottedId, wordId } from '../../../feature-api/index.js';
import { eventId, goneEvent } from '../ids.js';
import { FEATURE } from '../names.js';

// A host invites guests, too; what is not theirs is refused.
const access = 'member';

/** With which organisers and hosts let people in who have no account. */
export const guestsControls = defineControls(FEATURE, {
  guests: button({ access, about: 'the link by which guests register, for the host and organisers', id: eventId }),
  'guests-link': button({
    access,
    about: 'makes a new link for guests (`open`), or closes it (`close`)',
    id: dottedId({ id: eventId, wanted: wordId(['open', 'close'], goneEvent) }),
  }),
});
