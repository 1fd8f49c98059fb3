import { LANGUAGES } from '../../core/language.js';
import { choiceField, choicesField, lineField, linesField, mappedField, textField } from '../../feature-api/index.js';
import { wordsOf } from '../../language/index.js';
import { tidyLines } from '../members/public.js';
import { COMMENT_MAX, PERSON_MAX, TEXT_MAX, TITLE_MAX } from './rules/limits.js';
import type { Agreed } from './types.js';

const long = { max: TEXT_MAX, multiline: true, required: true, tidy: tidyLines } as const;

export const wordFields = {
  title: lineField({ label: 'stories.form.title', max: TITLE_MAX, required: true }),
  happened: textField({ label: 'stories.form.happened', hint: 'stories.form.happened-hint', ...long }),
  changed: textField({ label: 'stories.form.changed', hint: 'stories.form.changed-hint', ...long }),
};

const agreed = mappedField<readonly ('name' | 'page')[], Agreed>(
  choicesField({
    label: 'stories.form.agreed',
    hint: 'stories.form.agreed-hint',
    choices: ['name', 'page'],
    choiceLabel: wordsOf('stories.agreed'),
  }),
  (chosen) => ({ value: { named: chosen.includes('name'), onPage: chosen.includes('page') } }),
  ({ named, onPage }) => [...(named ? (['name'] as const) : []), ...(onPage ? (['page'] as const) : [])],
);

export const shareFields = {
  ...wordFields,
  language: choiceField({ label: 'stories.form.language', choices: LANGUAGES, choiceLabel: wordsOf('common.language') }),
  agreed,
};
export const agreedFields = { agreed };
export const personFields = {
  person: lineField({ label: 'stories.form.person', hint: 'stories.form.person-hint', max: PERSON_MAX, required: true }),
};
export const commentFields = {
  comment: linesField({ label: 'stories.form.comment', max: COMMENT_MAX, required: true }),
};
