import { toLocalTime } from '../../core/time.js';
import { defineSection, integerSetting, timeSetting, yesNoSetting } from '../../settings/index.js';
import { FEATURE } from './names.js';

/** When the letter goes out. */
export const letterSection = defineSection({
  name: FEATURE,
  title: 'letter.settings.area',
  fields: {
    /** Whether the bot drafts a letter each month. */
    monthly: yesNoSetting({ label: 'letter.settings.monthly', default: true }),
    /** The day of the month; on a day off, the next working day. */
    day: integerSetting({ label: 'letter.settings.day', min: 1, max: 28, default: 5 }),
    time: timeSetting({ label: 'letter.settings.time', default: toLocalTime('10:00') }),
    /** How many mails are sent a minute, because mail servers limit them. */
    mailsPerMinute: integerSetting({ label: 'letter.settings.pace', min: 1, max: 600, default: 30 }),
  },
  forms: { settings: { title: 'letter.settings.area', fields: ['monthly', 'day', 'time', 'mailsPerMinute'] } },
});
