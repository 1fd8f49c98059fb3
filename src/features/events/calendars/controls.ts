import { button, defineControls, wordId } from '../../../feature-api/index.js';
import { eventId } from '../ids.js';
import { FEATURE } from '../names.js';

/** Events for members’ own calendars: as files, or at an address that is renewed by itself. The library is loaded outside a transaction. */
export const calendarsControls = defineControls(FEATURE, {
  feed: button({ access: 'member', about: 'the address of one’s own calendar, or another one', id: wordId(['show', 'renew']) }),
  calendar: button({ access: 'member', about: 'a file for the calendar', id: eventId, transaction: 'own' }),
});
