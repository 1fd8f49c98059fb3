import { fold } from '../../../../core/fold.js';

/** Latin letters that stand for one sound, the longer ones first. */
const LATIN: readonly (readonly [string, string])[] = [
  ['sh', 'š'],
  ['ch', 'š'],
  ['kh', 'x'],
  ['gh', 'g'],
  ['th', 't'],
  ['dh', 'd'],
  ['zh', 'j'],
  ['ph', 'f'],
  ['ck', 'k'],
  ['qu', 'k'],
];
/** Sounds that people write with one Latin letter or another; vowels, and letters that may stand for one, are nothing. */
const SAME: ReadonlyMap<string, string> = new Map([
  ...[...'aeiouyw'].map((letter) => [letter, ''] as const),
  ['c', 'k'],
  ['q', 'k'],
  ['p', 'b'],
  ['v', 'f'],
  ['z', 'd'],
]);
/** The Arabic and Kurdish letters, after folding; `z` and `d` are one sound, since ذ, ض and ظ are written with both. */
const ARABIC: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ب: 'b',
    پ: 'b',
    ت: 't',
    ث: 't',
    ط: 't',
    ج: 'j',
    ژ: 'j',
    چ: 'š',
    ش: 'š',
    ح: 'h',
    ه: 'h',
    خ: 'x',
    د: 'd',
    ذ: 'd',
    ز: 'd',
    ض: 'd',
    ظ: 'd',
    ر: 'r',
    س: 's',
    ص: 's',
    غ: 'g',
    گ: 'g',
    ف: 'f',
    ڤ: 'f',
    ق: 'k',
    ك: 'k',
    ل: 'l',
    م: 'm',
    ن: 'n',
  }),
);

const isArabic = (letter: string): boolean => /\p{Script=Arabic}/u.test(letter);

/** Whether a name is written in Arabic letters, in Latin ones, or in both or neither. */
export function scriptOf(name: string): 'arabic' | 'latin' | undefined {
  const [arabic, latin] = [/\p{Script=Arabic}/u.test(name), /\p{Script=Latin}/u.test(name)];
  return arabic === latin ? undefined : arabic ? 'arabic' : 'latin';
}

/** A Kurdish vowel, which is folded to an h. */
const KURDISH_E = '\u06D5';
/** The Arabic article, which people write or leave out, as a word and before one. */
const ARTICLE = /^(?:al|el)$|^ال(?=\p{L}{2})/u;

/**
 * The consonants of a name, much the same whichever of both scripts it is written in: مريم يوسف and Maryam Yousif are both `mrmsf`.
 * Arabic writes few vowels, and an h at the end of a word is often none. Different names may have the same consonants, so they are
 * a reason to ask and never an answer.
 */
export function consonantsOf(name: string, { article }: { readonly article: 'kept' | 'left-out' }): string {
  return fold(name.replaceAll(KURDISH_E, ''))
    .split(/[\s.,_-]+/)
    .map((word) => ofWord(article === 'kept' ? word : word.replace(ARTICLE, '')))
    .join('');
}

function ofWord(word: string): string {
  const latin = LATIN.reduce((text, [letters, sound]) => text.replaceAll(letters, sound), word);
  const sounds = [...latin].map((letter) => (isArabic(letter) ? (ARABIC.get(letter) ?? '') : (SAME.get(letter) ?? letter)));
  // One letter stands for a doubled one, and so do two. At the end an h is written or not: Fatima and Fatimah.
  return sounds
    .join('')
    .replace(/(.)\1+/gu, '$1')
    .replace(/h$/, '');
}
