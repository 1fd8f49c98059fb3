import { choicesField, lineField, linesField, mappedField, textField } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { BOUNCES_MAX, OPENING_MAX, SUBJECT_MAX, TITLE_MAX, WORDS_MAX } from './rules/limits.js';

const leftOut = mappedField<readonly 'out'[], boolean>(
  choicesField({
    label: 'letter.form.left-out',
    choices: ['out'],
    choiceLabel: (_value, language) => speaker(language).plain('letter.form.left-out-yes'),
  }),
  (chosen) => ({ value: chosen.includes('out') }),
  (value) => (value ? ['out'] : []),
);

export const openingFields = {
  subject: lineField({ label: 'letter.form.subject', max: SUBJECT_MAX, required: true }),
  opening: linesField({ label: 'letter.form.opening', hint: 'letter.form.opening-hint', max: OPENING_MAX }),
};
export const itemFields = {
  title: lineField({ label: 'letter.form.title', max: TITLE_MAX, required: true }),
  words: linesField({ label: 'letter.form.words', max: WORDS_MAX }),
  leftOut,
};
export const bounceFields = {
  addresses: textField({
    label: 'letter.form.bounces',
    hint: 'letter.form.bounces-hint',
    max: BOUNCES_MAX,
    multiline: true,
    required: true,
  }),
};
