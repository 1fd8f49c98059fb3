import { wordsOf } from './words.js';

/** The shortest word that is compared, in letters. */
const WORD_MIN = 3;
/** A word this long also stands for those that begin with it, or that it begins with. */
const BEGINNING_MIN = 4;

/**
 * Titles that share words with a sentence, the best first: a rare word counts more than one that many titles have. One shared word
 * is enough only where it is a good part of the sentence.
 */
export function alikeTitles<T extends { readonly title: string }>(sentence: string, others: readonly T[], limit: number): readonly T[] {
  const wanted = [...new Set(wordsOf(sentence).filter((word) => word.length >= WORD_MIN))];
  const known = others.map((other) => ({ other, words: wordsOf(other.title) }));
  const weights = wanted.map((word) => {
    const count = known.filter(({ words }) => words.some((one) => areAlike(one, word))).length;
    return count === 0 ? 0 : Math.log(1 + others.length / count);
  });
  return known
    .map(({ other, words }) => {
      const shared = wanted.map((word) => words.some((one) => areAlike(one, word)));
      const score = weights.reduce((sum, weight, index) => sum + (shared[index] ? weight : 0), 0);
      return { other, score, count: shared.filter(Boolean).length };
    })
    .filter(({ count }) => count >= 2 || (count === 1 && wanted.length <= 2))
    .sort((one, next) => next.score - one.score)
    .slice(0, limit)
    .map(({ other }) => other);
}

function areAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= BEGINNING_MIN && long.startsWith(short);
}
