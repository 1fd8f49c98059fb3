import { type DateSpan, readDateSpans } from '../../calendar/date-spans.js';
import { type LocalDate, WEEKDAYS, type Weekday } from '../../core/time.js';
import { choicesField, type FieldType, mappedField, textField } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { weekdayWord } from '../../settings/index.js';

const DATES_MAX = 40;

const chosenDays = choicesField({
  label: 'community.form.days',
  hint: 'community-outages.days-hint',
  choices: WEEKDAYS,
  choiceLabel: weekdayWord,
});

/** Days of the week; none chosen: every day. */
export const outageDaysField: FieldType<[Weekday, ...Weekday[]]> = mappedField(
  chosenDays,
  (chosen) => {
    const [first = 'sun', ...others] = WEEKDAYS.filter((day) => chosen.length === 0 || chosen.includes(day));
    return { value: [first, ...others] };
  },
  (days) => days,
);

const written = textField({ label: 'community-outages.dates', hint: 'community-outages.dates-hint', max: 1000, multiline: true });

/** Dates and spans of dates, in any of the three languages; undefined if none is written. */
export const outageDatesField: FieldType<DateSpan[] | undefined> = mappedField(
  written,
  (text) => {
    const spans = readDateSpans(text);
    if ('unread' in spans) return { error: phrase('community-outages.error.date', { text: spans.unread.slice(0, 40) }) };
    if (spans.length > DATES_MAX) return { error: phrase('community-outages.error.many', { max: DATES_MAX }) };
    return { value: spans.length === 0 ? undefined : [...spans] };
  },
  (spans = []) => spans.map(({ from, to }) => [...new Set<LocalDate>([from, to])].join(' - ')).join('\n'),
);
