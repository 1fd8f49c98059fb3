import { latinDigits } from './written.js';

/**
 * Letters of the Arabic script that people interchange, because of keyboards or habit: yeh and alef maksura, Arabic and Farsi
 * kaf and yeh, teh marbuta, heh and the Kurdish ae. Normalisation removes the hamza from its carriers.
 */
const VARIANTS: ReadonlyMap<string, string> = new Map([
  ['ٱ', 'ا'],
  ['ى', 'ي'],
  ['ی', 'ي'],
  ['ې', 'ي'],
  ['ێ', 'ي'],
  ['ک', 'ك'],
  ['ڪ', 'ك'],
  ['ة', 'ه'],
  ['ە', 'ه'],
  ['ھ', 'ه'],
  ['ہ', 'ه'],
  ['ۀ', 'ه'],
  ['ۆ', 'و'],
  ['ڕ', 'ر'],
  ['ڵ', 'ل'],
]);

/** Combining marks (including Arabic vowels and superscript alef), tatweel, and invisible marks of direction and joining. */
const INVISIBLE = /[\p{M}\u0640\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u061C\u00AD]/gu;
const VARIANT = new RegExp(`[${[...VARIANTS.keys()].join('')}]`, 'gu');

/**
 * Folds a text for searches and comparisons: lower case, without compatibility forms and accents, with unified Arabic and Kurdish
 * letter variants and digits, and single spaces. It is idempotent. The result is never shown.
 */
export function fold(text: string): string {
  return latinDigits(text)
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .replace(VARIANT, (letter) => VARIANTS.get(letter) ?? letter)
    .replace(/\s+/g, ' ')
    .trim();
}
