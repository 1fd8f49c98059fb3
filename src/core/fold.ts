import { latinDigits } from './written.js';

/**
 * Letters of the Arabic script that people use for one another, by keyboard or by habit: yeh and alef maksura, Arabic
 * and Farsi kaf and yeh, teh marbuta, heh and the Kurdish ae. Hamza carriers lose their hamza in the decomposition.
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

/** Combining marks (also Arabic vowels and superscript alef), tatweel, and marks of direction and joining that nobody sees. */
const INVISIBLE = /[\p{M}\u0640\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u061C\u00AD]/gu;
const VARIANT = new RegExp(`[${[...VARIANTS.keys()].join('')}]`, 'gu');

/**
 * The form of a text that searches and comparisons use: lower case, compatibility forms and accents resolved, Arabic and
 * Kurdish letter variants and digits made one, white space collapsed. Folding twice changes nothing. Never shown.
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
