import type { Question } from '../types.js';
import { OPTION_MAX, OPTIONS_MAX, QUESTION_MAX } from './limits.js';

export type QuestionProblem = 'one-option' | 'many-options' | 'long' | 'long-option';

/**
 * A question as organisers write it: the first line asks, each further line is an answer to choose from, and an asterisk after the
 * question says that it has to be answered. Undefined for an empty text.
 */
export function readQuestion(text: string): Question | { readonly problem: QuestionProblem } | undefined {
  const [first, ...rest] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (first === undefined) return undefined;
  const label = first.replace(/\s*[*＊]$/, '');
  const options = [...new Set(rest)];
  if ([...label].length > QUESTION_MAX) return { problem: 'long' };
  if (options.length === 1) return { problem: 'one-option' };
  if (options.length > OPTIONS_MAX) return { problem: 'many-options' };
  if (options.some((option) => [...option].length > OPTION_MAX)) return { problem: 'long-option' };
  return { label, required: label !== first, options };
}

/** The same as text. */
export function writeQuestion({ label, required, options }: Question): string {
  return [required ? `${label} *` : label, ...options].join('\n');
}
