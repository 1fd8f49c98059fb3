import { button, defineControls } from '../../../feature-api/index.js';
import { seenId } from '../ids.js';
import { FEATURE } from '../names.js';

const organiser = { access: 'organiser' } as const;

/** Buttons with which an event is made known. */
export const announcingControls = defineControls(FEATURE, {
  announce: button({ ...organiser, about: 'announces a draft in the channel', id: seenId }),
  undo: button({ ...organiser, about: 'takes an announcement back within ten minutes', id: seenId }),
});
