import { LANGUAGES } from '../../../core/language.js';
import { choiceField, fileField } from '../../../feature-api/index.js';
import { wordsOf } from '../../../language/index.js';
import { FILE_KINDS } from './types.js';

/** What the bot asks once about a file. */
export const whatFields = {
  kind: choiceField({ label: 'events-slides.form.kind', choices: FILE_KINDS, choiceLabel: wordsOf('events-slides.kind') }),
  language: choiceField({ label: 'events-slides.form.language', choices: LANGUAGES, choiceLabel: wordsOf('common.language') }),
  others: choiceField({
    label: 'events-slides.form.others',
    hint: 'events-slides.form.others-hint',
    choices: ['no', 'yes'],
    choiceLabel: wordsOf('events-slides.others'),
  }),
};

export const addFields = { file: fileField({ label: 'events-slides.form.file', hint: 'events-slides.form.file-hint' }), ...whatFields };
