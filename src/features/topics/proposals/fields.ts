import { readAddress } from '../../../core/address.js';
import { LANGUAGES } from '../../../core/language.js';
import { choiceField, type FieldType, mappedField, textField } from '../../../feature-api/index.js';
import { phrase, speaker } from '../../../language/index.js';
import { cleanLine } from '../../members/public.js';
import { ADDRESS_MAX, QUESTION_MAX, REASON_MAX, TITLE_MAX, tidyLines, WHY_MAX } from './text.js';

/** The fields of a proposal; the sectors are those of the settings. Its resources are a form of their own. */
export const proposalFields = {
  title: textField({ label: 'topics.form.title', hint: 'topics.form.title-hint', max: TITLE_MAX, required: true, tidy: cleanLine }),
  question: textField({
    label: 'topics.form.question',
    hint: 'topics.form.question-hint',
    max: QUESTION_MAX,
    multiline: true,
    required: true,
    tidy: tidyLines,
  }),
  why: textField({ label: 'topics.form.why', max: WHY_MAX, multiline: true, tidy: tidyLines }),
  sector: choiceField<string>({ label: 'topics.form.sector' }),
  language: choiceField({
    label: 'topics.form.language',
    choices: LANGUAGES,
    choiceLabel: (code, language) => speaker(language).plain(`common.language.${code}`),
  }),
};

/** Up to two resources. */
export const resourceFields = {
  first: addressField('topics.form.first-link'),
  second: addressField('topics.form.second-link'),
};

function addressField(label: 'topics.form.first-link' | 'topics.form.second-link'): FieldType<string> {
  return mappedField(
    textField({ label, max: ADDRESS_MAX, tidy: cleanLine }),
    (text) => {
      if (text === '') return { value: '' };
      const value = readAddress(text);
      return value === undefined ? { error: phrase('topics.error.link') } : { value };
    },
    (value) => value,
  );
}

export const reasonField = textField({
  label: 'topics.form.reason',
  hint: 'topics.form.reason-hint',
  max: REASON_MAX,
  multiline: true,
  required: true,
  tidy: tidyLines,
});
