import { LANGUAGES, type Language } from '../../../../core/language.js';
import { ANSWER_MAX, EMAIL_MAX, PERSON_MAX } from '../../rules/limits.js';
import type { Attends, Question } from '../../types.js';

/** What a guest writes. */
export interface GuestForm {
  readonly name: string;
  readonly organisation: string | null;
  readonly email: string | null;
  /** In which they want to read mails; null: in that of the event. */
  readonly language: Language | null;
  readonly attends: Attends;
  /** One for each question, in its order; null where nothing is asked. */
  readonly answers: readonly string[] | null;
  readonly recordingAgreed: boolean;
}

export type GuestProblem = 'name' | 'email' | 'attends' | 'answer';

/** What an event asks of its guests. */
export interface Asked {
  readonly ways: readonly [Attends, ...Attends[]];
  readonly questions: readonly Question[];
  readonly recorded: boolean;
}

/** The field of a question, counted from 0. */
export const answerField = (index: number): string => `answer${index + 1}`;
/** The same of the second form. */
export const secondField = (index: number): string => `second${index + 1}`;

/**
 * Reads a form of a browser, where every field may be missing or anything.
 * @param tidy Makes one clean line of what somebody typed.
 */
export function readGuest(
  fields: Readonly<Record<string, string>>,
  { ways, questions, recorded }: Asked,
  tidy: (text: string) => string,
): GuestForm | { readonly problem: GuestProblem } {
  const line = (name: string, max: number) => [...tidy(fields[name] ?? '')].slice(0, max).join('');
  const name = line('name', PERSON_MAX);
  if (!/[\p{L}\p{N}]/u.test(name)) return { problem: 'name' };
  const email = line('email', EMAIL_MAX);
  if (email !== '' && !/^[^\s@<>()",;]+@[^\s@<>()",;]+\.[^\s@<>()",;.]{2,}$/u.test(email)) return { problem: 'email' };
  const [only, ...others] = ways;
  const attends = others.length === 0 ? only : ways.find((way) => way === fields['attends']);
  if (attends === undefined) return { problem: 'attends' };
  const answers = readAnswers(fields, questions, answerField);
  if (answers === undefined) return { problem: 'answer' };
  return {
    name,
    organisation: line('organisation', PERSON_MAX) || null,
    email: email || null,
    language: readLanguage(fields),
    attends,
    answers: questions.length === 0 ? null : answers,
    recordingAgreed: recorded && fields['recording'] === 'yes',
  };
}

/** The language that a guest chose for mails. */
export function readLanguage(fields: Readonly<Record<string, string>>): Language | null {
  return LANGUAGES.find((known) => known === fields['mails']) ?? null;
}

/** One answer for each question; undefined if one is missing that is needed, or is none of those to choose from. */
export function readAnswers(
  fields: Readonly<Record<string, string>>,
  questions: readonly Question[],
  nameOf: (index: number) => string,
): readonly string[] | undefined {
  const answers = questions.map((question, index) => answerTo(question, fields[nameOf(index)] ?? ''));
  const isLacking = answers.some((answer, index) => answer === undefined || (answer === '' && questions[index]?.required));
  return isLacking ? undefined : answers.map((answer) => answer ?? '');
}

/** Undefined for an answer that is none of those to choose from, of which the form sends the number. */
function answerTo({ options }: Question, typed: string): string | undefined {
  if (options.length === 0) return [...typed.trim()].slice(0, ANSWER_MAX).join('');
  return typed === '' ? '' : options[Number(typed) - 1];
}
