import { foldedText, wordsOf } from './words.js';

/** The length of a search that a button's id has room for. */
export const SEARCH_MAX = 70;
/** In how many resources a phrase is looked for: the best that have its words. */
export const WITH_PHRASE_MAX = 500;
const WORDS_MAX = 12;
const PHRASES_MAX = 2;
/** A word this long also stands for those that begin with it. */
const BEGINNING_MIN = 3;

export interface Word {
  readonly word: string;
  readonly isBeginning: boolean;
}

export interface Query {
  readonly words: readonly Word[];
  /** Words that have to follow one another, with a space on either side. */
  readonly phrases: readonly string[];
  /** These three as they were typed: codes, or names in any language. */
  readonly sector: string | undefined;
  readonly kind: string | undefined;
  readonly language: string | undefined;
  /** Words of the name of an organisation. */
  readonly organisation: readonly string[];
}

const TERM = /(?:(sector|lang|kind|org):)?(?:"([^"]*)"|(\S+))/giu;

/** Reads `words "a phrase" sector:protection lang:ar kind:guide org:"Reed House"`. What cannot be read is taken as words. */
export function parseQuery(text: string): Query {
  const words: Word[] = [];
  const phrases: string[] = [];
  const filters: { sector?: string; kind?: string; lang?: string; org?: string } = {};
  for (const [, key, quoted, plain = ''] of text.matchAll(TERM)) {
    const value = quoted ?? plain;
    const name = key?.toLowerCase();
    if (name === 'sector' || name === 'kind' || name === 'lang' || name === 'org') filters[name] = value.toLowerCase();
    else if (quoted === undefined) words.push(...wordsOf(value).map((word) => ({ word, isBeginning: word.length >= BEGINNING_MIN })));
    else if (wordsOf(value).length > 0) {
      phrases.push(foldedText(value));
      words.push(...wordsOf(value).map((word) => ({ word, isBeginning: false })));
    }
  }
  return {
    words: words.slice(0, WORDS_MAX),
    phrases: phrases.slice(0, PHRASES_MAX),
    sector: filters.sector,
    kind: filters.kind,
    language: filters.lang,
    organisation: wordsOf(filters.org ?? ''),
  };
}

/** Whether a query asks for anything: one of operators alone does not. */
export function asksForAnything({ words, sector, kind, language, organisation }: Query): boolean {
  return words.length + organisation.length > 0 || sector !== undefined || kind !== undefined || language !== undefined;
}

/** Whether a word of a text is one of those that were asked for. */
export function fits(word: string, wanted: Word): boolean {
  return word === wanted.word || (wanted.isBeginning && word.startsWith(wanted.word));
}
