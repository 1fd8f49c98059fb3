import { toLocalTime } from '../../../core/time.js';
import { choiceSetting, integerSetting, timeSetting, weekdaySetting } from '../../../settings/index.js';

/** Which of a month's weekdays; 5 is the last. */
const WEEK_WORDS = {
  1: 'settings.cadence.which.1',
  2: 'settings.cadence.which.2',
  3: 'settings.cadence.which.3',
  4: 'settings.cadence.which.4',
  5: 'settings.cadence.which.5',
} as const;

/** What the settings of the resource centre say of requests. */
export const requestsFields = {
  /** What one person may ask for at a time. */
  requestsPerPerson: integerSetting({ label: 'resources-request.settings.per-person', min: 1, max: 20, default: 5 }),
  /** When open requests are listed in the channel, on the community's clock. A day off moves it to the next working day. */
  requestsWeek: choiceSetting({
    label: 'resources-request.settings.week',
    choices: ['1', '2', '3', '4', '5'],
    words: WEEK_WORDS,
    default: '2',
  }),
  requestsWeekday: weekdaySetting({ label: 'resources-request.settings.weekday', default: 'sun' }),
  requestsTime: timeSetting({ label: 'resources-request.settings.time', default: toLocalTime('10:00') }),
};

/** The form that changes them. */
export const requestsForm = {
  title: 'resources-request.settings.title',
  fields: ['requestsPerPerson', 'requestsWeek', 'requestsWeekday', 'requestsTime'],
} as const;
