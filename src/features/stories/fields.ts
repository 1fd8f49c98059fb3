import { LANGUAGES } from '../../core/language.js';
import { choiceField, choicesField, mappedField, textField } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { cleanLine, tidyLines } from '../members/public.js';
import { COMMENT_MAX, PERSON_MAX, TEXT_MAX, TITLE_MAX } from './rules/limits.js';
import type { Agreed } from './types.js';

const long = { max: TEXT_MAX, multiline: true, required: true, tidy: tidyLines } as const;

export const wordFields = {
  title: textField({ label: 'stories.form.title', max: TITLE_MAX, required: true, tidy: cleanLine }),
  happened: textField({ label: 'stories.form.happened', hint: 'stories.form.happened-hint', ...long }),
  changed: textField({ label: 'stories.form.changed', hint: 'stories.form.changed-hint', ...long }),
};

const agreed = mappedField<readonly ('name' | 'page')[], Agreed>(
  choicesField({
    label: 'stories.form.agreed',
    hint: 'stories.form.agreed-hint',
    choices: ['name', 'page'],
    choiceLabel: (value, language) => speaker(language).plain(`stories.agreed.${value}`),
  }),
  (chosen) => ({ value: { named: chosen.includes('name'), onPage: chosen.includes('page') } }),
  ({ named, onPage }) => [...(named ? (['name'] as const) : []), ...(onPage ? (['page'] as const) : [])],
);

export const shareFields = {
  ...wordFields,
  language: choiceField({
    label: 'stories.form.language',
    choices: LANGUAGES,
    choiceLabel: (code, language) => speaker(language).plain(`common.language.${code}`),
  }),
  agreed,
};
export const agreedFields = { agreed };
export const personFields = {
  person: textField({ label: 'stories.form.person', hint: 'stories.form.person-hint', max: PERSON_MAX, required: true, tidy: cleanLine }),
};
export const commentFields = {
  comment: textField({ label: 'stories.form.comment', max: COMMENT_MAX, multiline: true, required: true, tidy: tidyLines }),
};
