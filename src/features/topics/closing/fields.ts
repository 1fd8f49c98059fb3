import { linksIn } from '../../../core/address.js';
import { LANGUAGES } from '../../../core/language.js';
import { isPassing } from '../../../core/passing-link.js';
import { choiceField, dateField, type FieldType, lineField, linesField, mappedField } from '../../../feature-api/index.js';
import type { MessageKey } from '../../../language/index.js';
import { phrase, wordsOf } from '../../../language/index.js';
import { linesOf } from '../rules/summary-lines.js';
import { RECOMMENDATION_OUTCOMES } from '../types.js';
import { LINES_MAX, OUTCOME_MAX, RECOMMENDATION_MAX, RESOURCES_MAX, RESPONSIBLE_MAX, TRANSLATED_MAX } from './limits.js';

/** One item a line. */
function itemsField(label: MessageKey, max: number, hint: MessageKey = 'topics-closing.form.line-hint'): FieldType<readonly string[]> {
  return mappedField(
    linesField({ label, hint, max }),
    (text) => ({ value: linesOf(text) }),
    (lines) => lines.join('\n'),
  );
}

/** The same for what others are to open later. */
function resourcesField(): FieldType<readonly string[]> {
  return mappedField(
    itemsField('topics-closing.form.resources', RESOURCES_MAX),
    (lines) => (lines.flatMap(linksIn).some(isPassing) ? { error: phrase('common.error.passing-link') } : { value: lines }),
    (lines) => lines,
  );
}

export const summaryFields = {
  lessons: itemsField('topics-closing.form.lessons', LINES_MAX),
  challenges: itemsField('topics-closing.form.challenges', LINES_MAX),
  resources: resourcesField(),
  language: choiceField({ label: 'topics-closing.form.language', choices: LANGUAGES, choiceLabel: wordsOf('common.language') }),
};

export const translationFields = {
  lessons: itemsField('topics-closing.form.lessons', LINES_MAX),
  challenges: itemsField('topics-closing.form.challenges', LINES_MAX),
  recommendations: itemsField('topics-closing.summary.recommendations', TRANSLATED_MAX, 'topics-closing.form.translated-hint'),
};

export const recommendationFields = {
  words: linesField({ label: 'topics-closing.form.recommendation', max: RECOMMENDATION_MAX, required: true }),
  responsible: lineField({
    label: 'topics-closing.form.responsible',
    hint: 'topics-closing.form.responsible-hint',
    max: RESPONSIBLE_MAX,
    required: true,
  }),
  reviewOn: dateField({ label: 'topics-closing.form.review-on', hint: 'topics-closing.form.review-on-hint', required: true }),
};

export const outcomeFields = {
  outcome: choiceField({
    label: 'topics-closing.form.outcome',
    choices: RECOMMENDATION_OUTCOMES,
    choiceLabel: wordsOf('topics-closing.outcome'),
  }),
  words: linesField({ label: 'topics-closing.form.outcome-words', max: OUTCOME_MAX }),
};
