import { readAddress } from '../core/address.js';
import { isPassing } from '../core/passing-link.js';
import type { Phrase } from '../core/phrase.js';
import { cleanLine, phrase, tidyLines } from '../language/index.js';
import { type FieldType, mappedField, textField } from './fields.js';

type Text = Parameters<typeof textField>[0];

/** One line, with single spaces and without invisible characters. */
export function lineField(declared: Omit<Text, 'tidy' | 'multiline'>): FieldType<string> {
  return textField({ ...declared, tidy: cleanLine });
}

/** Several lines, without invisible characters. */
export function linesField(declared: Omit<Text, 'tidy' | 'multiline'>): FieldType<string> {
  return textField({ ...declared, multiline: true, tidy: tidyLines });
}

/**
 * The address of a page, empty where none was written. One that works for hours only is refused.
 *
 * @param unread What is said of a text that is no address.
 */
export function linkField(declared: Omit<Text, 'tidy' | 'multiline'>, unread: Phrase, read = readAddress): FieldType<string> {
  return mappedField(
    lineField(declared),
    (text) => {
      const value = text === '' ? '' : read(text);
      if (value === undefined) return { error: unread };
      return value !== '' && isPassing(value) ? { error: phrase('common.error.passing-link') } : { value };
    },
    (value) => value,
  );
}
