import { wordsOf } from './words.js';

/** Titles that share so much of the shorter one's words are nearly the same. */
const SAME_TITLE = 0.7;

/** Those whose title is nearly this one, the most alike first. */
export function nearlySameTitle<T extends { readonly title: string }>(title: string, others: readonly T[], limit: number): readonly T[] {
  const own = new Set(wordsOf(title));
  return others
    .map((other) => {
      const words = new Set(wordsOf(other.title));
      const shared = [...own].filter((word) => words.has(word)).length;
      // A single word in common says little of titles that have several.
      return { other, alike: shared / Math.max(2, Math.min(own.size, words.size)), isEqual: shared === own.size && shared === words.size };
    })
    .filter(({ alike, isEqual }) => isEqual || alike >= SAME_TITLE)
    .sort((one, next) => next.alike - one.alike)
    .slice(0, limit)
    .map(({ other }) => other);
}

/** Words of these titles that are nearly `word`: with one letter more, less or other, or two in a long word. */
export function similarWords(word: string, titles: readonly string[], limit: number): readonly string[] {
  const most = word.length >= 7 ? 2 : 1;
  const known = new Set(titles.flatMap(wordsOf));
  return [...known]
    .filter((other) => other !== word && Math.abs(other.length - word.length) <= most)
    .map((other) => ({ other, apart: distance(word, other) }))
    .filter(({ apart }) => apart <= most)
    .sort((one, next) => one.apart - next.apart || (one.other < next.other ? -1 : 1))
    .slice(0, limit)
    .map(({ other }) => other);
}

/** How many letters have to be changed, added or taken away. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [place, sign] of [...other].entries()) {
      const changed = (row[place] ?? 0) + (letter === sign ? 0 : 1);
      next.push(Math.min(changed, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
