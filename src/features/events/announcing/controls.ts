import { defineControls, organiser } from '../../../feature-api/index.js';
import { eventId, seenId } from '../ids.js';
import { laterFields } from '../making/fields.js';
import { laterContents } from '../making/form-contents.js';
import { FEATURE } from '../names.js';
import { seenWayId } from './ids.js';

/** Buttons with which an event is made known. */
export const announcingControls = defineControls(FEATURE, {
  announce: organiser.button('announces a draft in the channel', seenId),
  'announce-quietly': organiser.button('lets people register for a draft without a post in the channel', seenId),
  'announce-later': organiser.form('announces a draft at a day and hour on its clock', {
    id: seenId,
    title: 'events-making.later.title',
    fields: laterFields,
    errorsAt: 'time',
    prepare: laterContents,
  }),
  'announce-sure': organiser.button('makes a draft known whose sessions end on the next day, as the organiser says', seenWayId),
  'announce-not': organiser.button('a draft is not announced by itself after all', seenId),
  preview: organiser.button('shows an event as it is announced', eventId),
  undo: organiser.button('takes an announcement back within ten minutes', seenId),
});
