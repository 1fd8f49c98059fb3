import { wordsOf } from './words.js';

/** The share of the shorter title's words above which two titles are nearly the same. */
const SAME_TITLE = 0.7;

/** How alike two titles are, by the number of their words and of those in common; 0 for those that are not nearly the same. */
function likeness(shared: number, own: number, other: number): number {
  const isEqual = shared === own && shared === other;
  // A single word in common says little of titles that have several.
  const alike = shared / Math.max(2, Math.min(own, other));
  // Two titles without words are equal and have nothing in common.
  return isEqual || alike >= SAME_TITLE ? Math.max(alike, Number.MIN_VALUE) : 0;
}

/** Those whose title is nearly this one, the most alike first. */
export function nearlySameTitle<T extends { readonly title: string }>(title: string, others: readonly T[], limit: number): readonly T[] {
  const own = new Set(wordsOf(title));
  return others
    .map((other) => {
      const words = new Set(wordsOf(other.title));
      const shared = [...own].filter((word) => words.has(word)).length;
      return { other, alike: likeness(shared, own.size, words.size) };
    })
    .filter(({ alike }) => alike > 0)
    .sort((one, next) => next.alike - one.alike)
    .slice(0, limit)
    .map(({ other }) => other);
}

/** Titles with which many others are compared, so that the words of each are found once. */
export interface ComparedTitles {
  readonly add: (title: string) => void;
  /** The one that is most alike, if any is nearly the same: what `nearlySameTitle` finds first. */
  readonly nearest: (title: string) => string | undefined;
}

/** Prepares titles for many comparisons, in which the words of each are found once. */
export function compareTitles(titles: readonly string[]): ComparedTitles {
  const known: { readonly title: string; readonly words: number }[] = [];
  /** Which of them have a word. */
  const having = new Map<string, number[]>();
  /** How many words each has in common with the one that is looked for. It is used again, since a long list asks thousands of times. */
  let shared = new Uint16Array(1024);
  const add = (title: string): void => {
    const words = new Set(wordsOf(title));
    for (const word of words) {
      const places = having.get(word);
      if (places) places.push(known.length);
      else having.set(word, [known.length]);
    }
    known.push({ title, words: words.size });
    if (known.length > shared.length) shared = new Uint16Array(shared.length * 2);
  };
  for (const title of titles) add(title);
  return {
    add,
    nearest(title) {
      const own = new Set(wordsOf(title));
      shared.fill(0);
      for (const word of own) for (const place of having.get(word) ?? []) shared[place] = (shared[place] ?? 0) + 1;
      let best: { readonly title: string; readonly alike: number } | undefined;
      for (const [place, other] of known.entries()) {
        const alike = likeness(shared[place] ?? 0, own.size, other.words);
        if (alike > (best?.alike ?? 0)) best = { title: other.title, alike };
      }
      return best?.title;
    },
  };
}

/** The shortest word that is compared: almost any two shorter ones differ in one letter. */
const SIMILAR_FROM = 3;

/** Those of these words that are nearly `word`: with one letter more, less or other, or two in a long word. */
export function similarWords(word: string, known: ReadonlySet<string>, limit: number): readonly string[] {
  if (word.length < SIMILAR_FROM) return [];
  const most = word.length >= 7 ? 2 : 1;
  const found: { readonly other: string; readonly apart: number }[] = [];
  for (const other of known) {
    if (other === word || Math.abs(other.length - word.length) > most) continue;
    const apart = distance(word, other, most);
    if (apart <= most) found.push({ other, apart });
  }
  return found
    .sort((one, next) => one.apart - next.apart || (one.other < next.other ? -1 : 1))
    .slice(0, limit)
    .map(({ other }) => other);
}

/** How many letters have to be changed, added or taken away; more than `most` where that is sure. */
function distance(one: string, other: string, most: number): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let index = 0; index < one.length; index += 1) {
    const next = [index + 1];
    let least = index + 1;
    for (let place = 0; place < other.length; place += 1) {
      const changed = (row[place] ?? 0) + (one[index] === other[place] ? 0 : 1);
      const cost = Math.min(changed, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return least;
    row = next;
  }
  return row[other.length] ?? 0;
}
