import { fold } from './fold.js';

/** Words that say nothing about what a text is about. */
const EMPTY_WORDS = [
  'the and for how what why who when with our from are can could this that you not about into does have been should which',
  'their them they more best your without people did was were has had after before there many when where',
  'من في على عن إلى هل كيف ما ماذا لماذا مع هذا هذه التي الذي بين أو أن كل نحن بعد قبل حين متى دون غير ذلك كان كانت',
  'لە بۆ بۆچی چۆن چی کە بە لەگەڵ یان ئەم ئەو ئێمە دەبێت دەتوانین هەموو کام دوای پێش کاتێک',
].flatMap((words) => words.split(' '));

const PREFIXES = ['وال', 'بال', 'كال', 'فال', 'لل', 'ال'].map(fold);
/** Plurals and articles of the three languages, the longest first. */
const SUFFIXES = ['ەکانیان', 'ەکانمان', 'ەکانی', 'ەکان', 'ەکەی', 'ەکە', 'ات', 'ان', 'ين', 'ون', 'ة', 'ی', 'es', 's'].map(fold);
const STEM_MIN = 3;

/** The part of a folded word that its forms have in common, roughly. */
function stem(word: string): string {
  const prefix = PREFIXES.find((one) => word.startsWith(one) && word.length - one.length >= STEM_MIN) ?? '';
  const bare = word.slice(prefix.length);
  const suffix = SUFFIXES.find((one) => bare.endsWith(one) && bare.length - one.length >= STEM_MIN) ?? '';
  return bare.slice(0, bare.length - suffix.length);
}

const EMPTY: ReadonlySet<string> = new Set(EMPTY_WORDS.map((word) => stem(fold(word))));

/** The words that a text is about, folded and without endings. */
export function contentWords(text: string): ReadonlySet<string> {
  const words = fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .map(stem);
  return new Set(words.filter((word) => word.length >= STEM_MIN && !EMPTY.has(word)));
}
