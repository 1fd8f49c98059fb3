import { button, defineControls, menu } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';

const member = { access: 'member' } as const;

/** The menu with which members choose when they are reminded. */
export const reminderControls = defineControls(FEATURE, {
  reminders: button({ ...member, about: 'shows when one is reminded' }),
  'choose-reminders': menu({ ...member, about: 'menu: when one is reminded, in minutes before the start' }),
});
