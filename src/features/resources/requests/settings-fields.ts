import { toLocalTime, WEEKDAYS } from '../../../core/time.js';
import { choiceSetting, integerSetting, timeSetting } from '../../../settings/index.js';

const WEEKDAY_WORDS = {
  sun: 'common.weekday.sun',
  mon: 'common.weekday.mon',
  tue: 'common.weekday.tue',
  wed: 'common.weekday.wed',
  thu: 'common.weekday.thu',
  fri: 'common.weekday.fri',
  sat: 'common.weekday.sat',
} as const;

const WEEK_WORDS = {
  first: 'settings.cadence.which.1',
  second: 'settings.cadence.which.2',
  third: 'settings.cadence.which.3',
  fourth: 'settings.cadence.which.4',
  last: 'settings.cadence.which.5',
} as const;

/** The words of `requestsWeek` as nth weekday of a month; 5 is the last. */
export const WEEK_NUMBERS = { first: 1, second: 2, third: 3, fourth: 4, last: 5 } as const;

/** What the settings of the resource centre say of requests. */
export const requestsFields = {
  /** What one person may ask for at a time. */
  requestsPerPerson: integerSetting({ label: 'resources-request.settings.per-person', min: 1, max: 20, default: 5 }),
  /** When open requests are listed in the channel, on the community's clock. A day off moves it to the next working day. */
  requestsWeek: choiceSetting({
    label: 'resources-request.settings.week',
    choices: ['first', 'second', 'third', 'fourth', 'last'],
    words: WEEK_WORDS,
    default: 'second',
  }),
  requestsWeekday: choiceSetting({
    label: 'resources-request.settings.weekday',
    choices: WEEKDAYS,
    words: WEEKDAY_WORDS,
    default: 'sun',
  }),
  requestsTime: timeSetting({ label: 'resources-request.settings.time', default: toLocalTime('10:00') }),
};

/** The form that changes them. */
export const requestsForm = {
  title: 'resources-request.settings.title',
  fields: ['requestsPerPerson', 'requestsWeek', 'requestsWeekday', 'requestsTime'],
} as const;
