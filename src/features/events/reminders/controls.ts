import { defineControls, member } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';
import { REMINDER_MINUTES } from '../rules/reminders.js';
import { reminderLabel } from './left-text.js';

/** The menu with which members choose when they are reminded. */
export const reminderControls = defineControls(FEATURE, {
  reminders: member.button('shows when one is reminded'),
  'choose-reminders': member.choiceMenu('menu: when one is reminded, in minutes before the start', {
    choices: REMINDER_MINUTES.map(String),
    choiceLabel: (minutes, language) => reminderLabel(Number(minutes), language),
  }),
});
