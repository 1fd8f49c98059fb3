import { choicesField, type DynamicForm, type DynamicValues, type FieldType, mappedField, textField } from '../../../feature-api/index.js';
import { ANSWER_MAX } from '../rules/limits.js';
import type { Question } from '../types.js';

const nameOf = (index: number) => `answer${index + 1}`;

/** A field for each question. */
export function fieldsOfQuestions(questions: readonly Question[]): DynamicForm['fields'] {
  return Object.fromEntries(questions.map((question, index) => [nameOf(index), fieldOf(question)]));
}

/** The questions as labels, and what was answered before. */
export function contentsOfQuestions(questions: readonly Question[], answers: readonly string[] | null): DynamicForm['contents'] {
  const known = questions.map((_question, index) => [nameOf(index), answers?.[index]] as const);
  return {
    labels: Object.fromEntries(questions.map(({ label }, index) => [nameOf(index), label])),
    hints: Object.fromEntries(questions.flatMap(({ hint }, index) => (hint === undefined ? [] : [[nameOf(index), hint]]))),
    values: Object.fromEntries(known.filter(([, value]) => value !== undefined && value !== '')),
  };
}

/** One answer for each question, in its order; empty where it was left out. */
export function answersIn(questions: readonly Question[], values: DynamicValues): readonly string[] {
  return questions.map((_question, index) => {
    const value = values[nameOf(index)];
    return typeof value === 'string' ? value : '';
  });
}

function fieldOf({ options, required }: Question): FieldType<string> {
  const label = 'events-registration.form.answer';
  if (options.length === 0) return textField({ label, max: ANSWER_MAX, required, symbolsSuffice: true, multiline: true });
  const places = options.map((_option, index) => String(index + 1));
  return mappedField(
    choicesField({ label, choices: places, choiceLabel: (place) => options[Number(place) - 1] ?? place, required, max: 1 }),
    ([place]) => ({ value: place === undefined ? '' : (options[Number(place) - 1] ?? '') }),
    (option) => {
      const index = options.indexOf(option);
      return index < 0 ? [] : [String(index + 1)];
    },
  );
}
