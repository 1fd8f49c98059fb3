import { LANGUAGES } from '../../../core/language.js';
import { choiceField, dateField, type FieldType, mappedField, textField } from '../../../feature-api/index.js';
import type { MessageKey } from '../../../language/index.js';
import { speaker } from '../../../language/index.js';
import { cleanLine } from '../../members/public.js';
import { tidyLines } from '../proposals/text.js';
import { linesOf } from '../rules/summary-lines.js';
import { RECOMMENDATION_OUTCOMES } from '../types.js';
import { LINES_MAX, OUTCOME_MAX, RECOMMENDATION_MAX, RESOURCES_MAX, RESPONSIBLE_MAX, TRANSLATED_MAX } from './limits.js';

/** One item a line. */
function linesField(label: MessageKey, max: number, hint: MessageKey = 'topics-closing.form.line-hint'): FieldType<readonly string[]> {
  return mappedField(
    textField({ label, hint, max, multiline: true, tidy: tidyLines }),
    (text) => ({ value: linesOf(text) }),
    (lines) => lines.join('\n'),
  );
}

export const summaryFields = {
  lessons: linesField('topics-closing.form.lessons', LINES_MAX),
  challenges: linesField('topics-closing.form.challenges', LINES_MAX),
  resources: linesField('topics-closing.form.resources', RESOURCES_MAX),
  language: choiceField({
    label: 'topics-closing.form.language',
    choices: LANGUAGES,
    choiceLabel: (code, language) => speaker(language).plain(`common.language.${code}`),
  }),
};

export const translationFields = {
  lessons: linesField('topics-closing.form.lessons', LINES_MAX),
  challenges: linesField('topics-closing.form.challenges', LINES_MAX),
  recommendations: linesField('topics-closing.summary.recommendations', TRANSLATED_MAX, 'topics-closing.form.translated-hint'),
};

export const recommendationFields = {
  words: textField({
    label: 'topics-closing.form.recommendation',
    max: RECOMMENDATION_MAX,
    multiline: true,
    required: true,
    tidy: tidyLines,
  }),
  responsible: textField({
    label: 'topics-closing.form.responsible',
    hint: 'topics-closing.form.responsible-hint',
    max: RESPONSIBLE_MAX,
    required: true,
    tidy: cleanLine,
  }),
  reviewOn: dateField({ label: 'topics-closing.form.review-on', hint: 'topics-closing.form.review-on-hint', required: true }),
};

export const outcomeFields = {
  outcome: choiceField({
    label: 'topics-closing.form.outcome',
    choices: RECOMMENDATION_OUTCOMES,
    choiceLabel: (code, language) => speaker(language).plain(`topics-closing.outcome.${code}`),
  }),
  words: textField({
    label: 'topics-closing.form.outcome-words',
    max: OUTCOME_MAX,
    multiline: true,
    tidy: tidyLines,
  }),
};
