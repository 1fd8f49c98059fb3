import { fold } from '../../../core/fold.js';

/** How many characters of a word are compared; longer ones are cut. */
const WORD_MAX = 60;
const STEM_MIN = 3;
/** The Arabic article, with what may be joined in front of it. */
const ARTICLES = ['وال', 'بال', 'كال', 'فال', 'لل', 'ال'].map(fold);
/** A letter of no script: words that begin with it are written by nobody. */
const OWN = '\uE000';

const WORD = /[\p{L}\p{N}]+/gu;

/** The words of a text as they are compared: folded, and without the Arabic article. */
export function wordsOf(text: string): readonly string[] {
  return rawWordsOf(text).map(bare);
}

/** The same with the article. */
export const rawWordsOf = (text: string): readonly string[] => fold(text).match(WORD) ?? [];

function bare(word: string): string {
  const article = ARTICLES.find((one) => word.startsWith(one) && word.length - one.length >= STEM_MIN) ?? '';
  return word.slice(article.length, article.length + WORD_MAX);
}

/** A text as its words alone, so that a phrase is found in it with a space on either side. */
export const foldedText = (text: string): string => ` ${wordsOf(text).join(' ')} `;

/** How a property of a resource is searched, beside its words. */
export function ownWord(property: 'sector' | 'kind' | 'lang' | 'for', value: string): string {
  return `${OWN}${property}${value.replace(/[^a-z\d]/g, '')}`;
}

/** Who reads: people outside the community, members, organisers. */
export type Audience = 'public' | 'members' | 'organisers';

/** What is for members or for everyone is found by these words; organisers find all. */
export const FOR_MEMBERS = ownWord('for', 'members');
export const FOR_PUBLIC = ownWord('for', 'public');
