import type { Language } from '../../../core/language.js';
import { choiceField, dateField, lineField, linesField, mappedField, timeField } from '../../../feature-api/index.js';
import { calendarNames, wordsOf } from '../../../language/index.js';
import { QUESTION_MAX, TITLE_MAX } from '../proposals/text.js';

/** The choice of no sector. */
export const NO_SECTOR = 'none';

const title = lineField({ label: 'topics.form.title', hint: 'topics.form.title-hint', max: TITLE_MAX, required: true });
const question = linesField({ label: 'topics.form.question', max: QUESTION_MAX, required: true });
/** The sectors of the settings; where that may be, also none. */
const sector = choiceField<string>({ label: 'topics.form.sector' });

const month = mappedField(
  choiceField({
    label: 'topics-plan.form.month',
    choices: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
    choiceLabel: (value, language: Language) => calendarNames(language).months[Number(value) - 1] ?? value,
  }),
  (value) => ({ value: Number(value) }),
  (value) => (['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const)[value - 1] ?? '1',
);

const SLOTS = ['1', '2', '3', '4', 'last'] as const;
const slot = mappedField(
  choiceField({ label: 'topics-plan.form.slot', choices: SLOTS, choiceLabel: wordsOf('topics-plan.slot') }),
  (value) => ({ value: value === 'last' ? value : Number(value) }),
  (value: number | 'last') => SLOTS.find((known) => known === String(value)) ?? 'last',
);

const audience = choiceField({
  label: 'topics-plan.form.audience',
  choices: ['everyone', 'sector'],
  choiceLabel: wordsOf('topics-plan.audience'),
});

export const urgentFields = { title, question, sector, audience, date: dateField({ label: 'topics-plan.form.date', required: true }) };
export const moveFields = {
  date: dateField({ label: 'topics-plan.form.date', required: true }),
  time: timeField({ label: 'topics-plan.form.time' }),
};
export const wordsFields = { title, question };
export const evergreenFields = { sector, title, question };
export const whenFields = { month, slot, sector };
export const annualFields = { title, question, month, slot, sector };
