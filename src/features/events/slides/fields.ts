import { LANGUAGES } from '../../../core/language.js';
import { choiceField, fileField } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { FILE_KINDS } from './types.js';

/** What the bot asks once about a file. */
export const whatFields = {
  kind: choiceField({
    label: 'events-slides.form.kind',
    choices: FILE_KINDS,
    choiceLabel: (kind, language) => speaker(language).plain(`events-slides.kind.${kind}`),
  }),
  language: choiceField({
    label: 'events-slides.form.language',
    choices: LANGUAGES,
    choiceLabel: (code, language) => speaker(language).plain(`common.language.${code}`),
  }),
  others: choiceField({
    label: 'events-slides.form.others',
    hint: 'events-slides.form.others-hint',
    choices: ['no', 'yes'],
    choiceLabel: (choice, language) => speaker(language).plain(`events-slides.others.${choice}`),
  }),
};

export const addFields = { file: fileField({ label: 'events-slides.form.file', hint: 'events-slides.form.file-hint' }), ...whatFields };
