import { seededRandom } from '../../src/kit/random.js';

const VOCABULARY = 30_000;

/** Letters, the usual ones more often: words of one script each, of three to nine letters, no two the same. */
const LETTERS = ['eaionrtlsudcmpgbvhfk', 'اينملرهوتبدسفكعحقجشز'];

function vocabulary(): readonly string[] {
  const draw = seededRandom(3);
  const words = new Set<string>();
  while (words.size < VOCABULARY) {
    const letters = LETTERS[words.size % 2] ?? '';
    const length = 3 + draw(7);
    words.add(Array.from({ length }, () => letters[Math.floor((draw(letters.length) * draw(letters.length)) / letters.length)]).join(''));
  }
  return [...words];
}

const WORDS = vocabulary();
const random = seededRandom(12);
const HARMONIC = Math.log(VOCABULARY);
/** The n-th word about 1/n as often as the first. */
const drawn = (): string => WORDS[Math.min(VOCABULARY - 1, Math.floor(Math.exp((random(1_000_000) / 1_000_000) * HARMONIC)) - 1)] ?? '';
const line = (length: number): string => Array.from({ length }, drawn).join(' ');

export interface Made {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
}

/** What resources say, the same in each run. */
export const madeResources = (count: number): readonly Made[] =>
  Array.from({ length: count }, () => ({ title: line(5), summary: line(15), body: line(200) }));

/** Searches of one or two words; every fourth one is cut to its first four letters. */
export const madeSearches = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => {
    const text = line(1 + (index % 2));
    return index % 4 === 3 ? text.slice(0, 4) : text;
  });
