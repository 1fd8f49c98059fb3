import { InputError } from '../../core/errors.js';
import type { FormValues } from '../../core/message.js';
import type { LocalTime } from '../../core/time.js';
import { readTime } from '../../core/written.js';
import { phrase } from '../../language/index.js';
import { isSkill } from './skills.js';
import { lengthOf, PHRASE_MAX, PHRASES_MAX, splitPhrases, unique } from './words.js';

/** A field of text; empty when it was left so. */
export function textOf(values: FormValues, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : isList(value) ? (value[0] ?? '') : '';
}

/** The chosen values of a menu, and only those that are on it: a form may be older than what it offers, or forged. */
export function chosenOf(values: FormValues, name: string, isKnown: (value: string) => boolean): readonly string[] {
  const value = values[name];
  const items = typeof value === 'string' ? [value] : isList(value) ? value : [];
  return [...new Set(items)].filter(isKnown);
}

/** `HH:MM` of a time field. Throws an `InputError`. */
export function timeOf(values: FormValues, name: string): LocalTime {
  const time = readTime(textOf(values, name));
  if (time === undefined) throw new InputError('not a time', phrase('members.error.time'));
  return time;
}

/** Skills of the menu together with own words. Throws an `InputError` when these are too many or too long. */
export function skillsOf(values: FormValues, name: 'offers' | 'wants'): readonly string[] {
  const own = splitPhrases(textOf(values, `${name}-own`));
  const long = own.find((words) => lengthOf(words) > PHRASE_MAX);
  if (long !== undefined) {
    throw new InputError('words too long', phrase('members.error.phrase-long', { length: lengthOf(long), max: PHRASE_MAX }));
  }
  const free = own.filter((words) => !isSkill(words));
  if (free.length > PHRASES_MAX)
    throw new InputError('too many words', phrase('members.error.phrases-many', { count: free.length, max: PHRASES_MAX }));
  return unique([...chosenOf(values, name, isSkill), ...own]);
}

function isList(value: FormValues[string]): value is readonly string[] {
  return Array.isArray(value);
}
