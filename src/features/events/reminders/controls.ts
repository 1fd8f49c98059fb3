import { defineControls, member } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';

/** The menu with which members choose when they are reminded. */
export const reminderControls = defineControls(FEATURE, {
  reminders: member.button('shows when one is reminded'),
  'choose-reminders': member.menu('menu: when one is reminded, in minutes before the start'),
});
