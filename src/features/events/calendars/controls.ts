import { button, defineControls } from '../../../feature-api/index.js';
import { eventId } from '../ids.js';
import { FEATURE } from '../names.js';

/** The button that gives a member an event as a file for their calendar. The library is loaded outside a transaction. */
export const calendarsControls = defineControls(FEATURE, {
  calendar: button({ access: 'member', about: 'a file for the calendar', id: eventId, transaction: 'own' }),
});
