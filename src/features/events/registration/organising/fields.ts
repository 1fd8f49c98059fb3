import { choiceField, choicesField, type FieldType, mappedField, textField } from '../../../../feature-api/index.js';
import { phrase, speaker, wordsOf } from '../../../../language/index.js';
import { ORGANISATION_TYPES } from '../../../members/public.js';
import { readQuestion, writeQuestion } from '../../rules/questions.js';
import type { Question } from '../../types.js';

const TEXT_MAX = 2000;
const NO_OR_YES = ['no', 'yes'] as const;

export const whoFields = {
  sectors: choicesField({ label: 'events-registration.who.sectors', hint: 'events-registration.who.hint' }),
  types: choicesField({ label: 'events-registration.who.types', choices: ORGANISATION_TYPES, choiceLabel: wordsOf('common.type') }),
  approval: choiceField({
    label: 'events-registration.who.approval',
    choices: NO_OR_YES,
    choiceLabel: (choice, language) => speaker(language).plain(`events-registration.who.approval-${choice}`),
  }),
  recorded: choiceField({
    label: 'events-registration.who.recorded',
    choices: NO_OR_YES,
    choiceLabel: (choice, language) => speaker(language).plain(`events-registration.who.recorded-${choice}`),
  }),
};

export const questionsFields = {
  question1: questionField(),
  question2: questionField(),
  question3: questionField(),
  question4: questionField(),
  question5: questionField(),
};

/** Those who apply are the options; each is a number of a registration. */
export const selectFields = {
  chosen: choicesField({ label: 'events-registration.select.chosen' }),
  refused: choicesField({ label: 'events-registration.select.refused', hint: 'events-registration.select.hint' }),
};

function questionField(): FieldType<Question | undefined> {
  return mappedField(
    textField({
      label: 'events-registration.questions.question',
      hint: 'events-registration.questions.hint',
      max: TEXT_MAX,
      multiline: true,
    }),
    (text) => {
      const read = readQuestion(text);
      return read && 'problem' in read ? { error: phrase(`events-registration.questions.${read.problem}`) } : { value: read };
    },
    (question) => (question === undefined ? '' : writeQuestion(question)),
  );
}
