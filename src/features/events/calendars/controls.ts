import { defineControls, member, wordId } from '../../../feature-api/index.js';
import { eventId } from '../ids.js';
import { FEATURE } from '../names.js';

/** Events for members’ own calendars: as files, or at an address that is renewed by itself. The library is loaded outside a transaction. */
export const calendarsControls = defineControls(FEATURE, {
  feed: member.button('the address of one’s own calendar, or another one', wordId(['show', 'renew'])),
  calendar: member.button('a file for the calendar', eventId, { transaction: 'own' }),
});
