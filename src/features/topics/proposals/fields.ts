import { LANGUAGES } from '../../../core/language.js';
import { choiceField, type FieldType, lineField, linesField, linkField } from '../../../feature-api/index.js';
import { phrase, wordsOf } from '../../../language/index.js';
import { ADDRESS_MAX, QUESTION_MAX, REASON_MAX, TITLE_MAX, WHY_MAX } from './text.js';

/** The fields of a proposal; the sectors are those of the settings. Its resources are a form of their own. */
export const proposalFields = {
  title: lineField({ label: 'topics.form.title', hint: 'topics.form.title-hint', max: TITLE_MAX, required: true }),
  question: linesField({ label: 'topics.form.question', hint: 'topics.form.question-hint', max: QUESTION_MAX, required: true }),
  why: linesField({ label: 'topics.form.why', max: WHY_MAX }),
  sector: choiceField<string>({ label: 'topics.form.sector' }),
  language: choiceField({ label: 'topics.form.language', choices: LANGUAGES, choiceLabel: wordsOf('common.language') }),
};

/** Up to two resources. */
export const resourceFields = {
  first: addressField('topics.form.first-link'),
  second: addressField('topics.form.second-link'),
};

function addressField(label: 'topics.form.first-link' | 'topics.form.second-link'): FieldType<string> {
  return linkField({ label, max: ADDRESS_MAX }, phrase('topics.error.link'));
}

export const reasonField = linesField({ label: 'topics.form.reason', hint: 'topics.form.reason-hint', max: REASON_MAX, required: true });
