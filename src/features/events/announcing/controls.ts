import { button, defineControls, form } from '../../../feature-api/index.js';
import { eventId, seenId } from '../ids.js';
import { laterFields } from '../making/fields.js';
import { laterContents } from '../making/form-contents.js';
import { FEATURE } from '../names.js';

const organiser = { access: 'organiser' } as const;

/** Buttons with which an event is made known. */
export const announcingControls = defineControls(FEATURE, {
  announce: button({ ...organiser, about: 'announces a draft in the channel', id: seenId }),
  'announce-quietly': button({ ...organiser, about: 'lets people register for a draft without a post in the channel', id: seenId }),
  'announce-later': form({
    ...organiser,
    about: 'announces a draft at a day and hour on its clock',
    id: seenId,
    title: 'events-making.later.title',
    fields: laterFields,
    errorsAt: 'time',
    prepare: laterContents,
  }),
  'announce-not': button({ ...organiser, about: 'a draft is not announced by itself after all', id: seenId }),
  preview: button({ ...organiser, about: 'shows an event as it is announced', id: eventId }),
  undo: button({ ...organiser, about: 'takes an announcement back within ten minutes', id: seenId }),
});
