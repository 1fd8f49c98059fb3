import { cleanLine } from '../../language/index.js';

import { unique } from './rules/unique.js';
import { skillOf } from './skills.js';

export { cleanLine, tidyLines } from '../../language/index.js';

/** What people may write about themselves, in characters. */
export const NAME_MAX = 80;
export const ORGANISATION_MAX = 120;
export const EMAIL_MAX = 200;
export const PHRASE_MAX = 60;
/** Own phrases beside the skills of the list, for offers and for wants each. */
export const PHRASES_MAX = 8;

/** Whether anything readable is left: a letter or a digit. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Length as people count it, in code points. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** What a menu's option or a button's label can hold on every platform. */
const LABEL_MAX = 75;

/** A text that a person wrote as a label; a long one is cut with «…». */
export function asLabel(text: string): string {
  const letters = [...text];
  return letters.length > LABEL_MAX ? `${letters.slice(0, LABEL_MAX - 1).join('')}…` : text;
}

/** Phrases on lines or between commas of any script; the name of a skill becomes its code. */
export function splitPhrases(text: string): readonly string[] {
  return unique(
    text
      .split(/[\n,،;؛|]/)
      .map(cleanLine)
      .filter(hasWords)
      .map(skillOf),
  );
}
