import { fold } from '../../../core/fold.js';

interface Text {
  readonly title: string;
  readonly question: string;
}

/** Words that say nothing about what a topic is about. */
const EMPTY_WORDS = [
  'the and for how what why who when with our from are can could this that you not about into does have been should which',
  'their them they more best your without',
  'من في على عن إلى هل كيف ما ماذا لماذا مع هذا هذه التي الذي بين أو أن كل نحن',
  'لە بۆ بۆچی چۆن چی کە بە لەگەڵ یان ئەم ئەو ئێمە دەبێت دەتوانین هەموو کام',
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
export function wordsOf(text: string): ReadonlySet<string> {
  const words = fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .map(stem);
  return new Set(words.filter((word) => word.length >= STEM_MIN && !EMPTY.has(word)));
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0;
  for (const word of one) if (other.has(word)) count++;
  return count;
}

const SIMILAR_TITLES = 0.6;
const SIMILAR_TEXTS = 0.35;

/** How alike two texts are, from 0 to 1: by their titles, or by all that they say. Below a threshold it is 0. */
function likeness(one: Compared, other: Compared): number {
  const titles = shared(one.title, other.title) / Math.max(1, Math.min(one.title.size, other.title.size));
  const common = shared(one.all, other.all);
  const texts = common / Math.max(1, one.all.size + other.all.size - common);
  return Math.max(titles >= SIMILAR_TITLES ? titles : 0, texts >= SIMILAR_TEXTS ? texts : 0);
}

interface Compared {
  readonly title: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

function compared({ title, question }: Text): Compared {
  return { title: wordsOf(title), all: wordsOf(`${title} ${question}`) };
}

/** Those of `others` that are about the same as `text`, the most alike first, at most `limit`. */
export function similarTo<T extends Text>(text: Text, others: readonly T[], limit: number): readonly T[] {
  const own = compared(text);
  return others
    .map((other) => ({ other, alike: likeness(own, compared(other)) }))
    .filter(({ alike }) => alike > 0)
    .sort((one, next) => next.alike - one.alike)
    .slice(0, limit)
    .map(({ other }) => other);
}
