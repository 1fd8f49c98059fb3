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
/** Apostrophes, quotes and primes, also those that stand for ʿayn and hamza in names. */
const QUOTES = /['"`´‘’‚‛“”„‟‹›«»′″＇＂\u02B0-\u02FF]/gu;
/** Hyphens and dashes of all lengths, and the minus sign. */
const HYPHENS = /[\p{Pd}\u2043\u2212]/gu;
const VARIANT = new RegExp(`[${[...VARIANTS.keys()].join('')}]`, 'gu');

/**
 * Folds a text for searches: lower case, without compatibility forms, accents, apostrophes and quotes, with unified Arabic and
 * Kurdish letter variants and digits, and single spaces, also for hyphens. It is idempotent. The result is never shown.
 */
export function fold(text: string): string {
  return latinDigits(text.replace(QUOTES, ''))
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(QUOTES, '')
    .replace(INVISIBLE, '')
    .replace(VARIANT, (letter) => VARIANTS.get(letter) ?? letter)
    .replace(HYPHENS, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What equal names have in common: the folded text without spaces, since people write `Al-Rafidain`, `Al Rafidain` and `AlRafidain`. */
export function nameKey(text: string): string {
  return fold(text).replaceAll(' ', '');
}

/** Whether a text holds all of these words, however either of them is written. */
export function holds(text: string, wanted: string): boolean {
  return nameKey(text).includes(nameKey(wanted));
}
