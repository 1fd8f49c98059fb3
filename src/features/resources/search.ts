import type { Language } from '../../core/language.js';
import type { Context } from '../../feature-api/index.js';
import { type PageNumbers, pageNumbers } from '../../kit/paging.js';
import { kindSought, languageSought, sectorOf } from './named.js';
import { asksForAnything, parseQuery, type Query } from './rules/query.js';
import type { Audience } from './rules/words.js';
import { type Hit, hitsOf } from './searching/hits.js';
import { rankedFor } from './searching/rank.js';
import { similarTo } from './searching/similar.js';
import type { ResourceId } from './types.js';

export type { FoundIn, Hit } from './searching/hits.js';

const PAGE_SIZE = 6;

export interface SearchResult extends PageNumbers {
  readonly text: string;
  readonly hits: readonly Hit[];
  /** Whether more resources have the words of the phrase than were searched for it. */
  readonly isMore: boolean;
  /** Words that exist, for each word that no resource has. */
  readonly similar: readonly string[];
  /** Names of sectors, kinds and languages that there are none of, where nothing was found. */
  readonly unknown: readonly string[];
}

/** A page of what answers a search, the best first, for these readers in this language. */
export async function search(context: Context, audience: Audience, language: Language, text: string, page: number): Promise<SearchResult> {
  const query = parseQuery(text);
  const none = { text, hits: [], isMore: false, similar: [], unknown: [], ...pageNumbers(0, 0, PAGE_SIZE) };
  if (!asksForAnything(query)) return none;
  const { total, slice, haveWords, isMore } = await rankedFor(context, audience, language, query);
  const unknown = total === 0 ? await unknownIn(context, query) : [];
  if (!haveWords) return { ...none, unknown, similar: await similarTo(context, audience, query) };
  const numbers = pageNumbers(total, page, PAGE_SIZE);
  const shown = slice(numbers.page * PAGE_SIZE, (numbers.page + 1) * PAGE_SIZE);
  return { text, ...numbers, isMore, similar: [], unknown, hits: await hitsOf(context, shown, query.words, language) };
}

/** What a search says of sectors, kinds and languages that none of them is called. */
async function unknownIn(context: Context, { sector, kind, language }: Query): Promise<readonly string[]> {
  const { sectors } = await context.community.settings();
  return [
    ...(sector !== undefined && sectorOf(sector, sectors) === undefined ? [sector] : []),
    ...(kind !== undefined && kindSought(kind) === undefined ? [kind] : []),
    ...(language !== undefined && languageSought(language) === undefined ? [language] : []),
  ];
}

/** The numbers of all that answers a search, the best first, at most `limit`. */
export async function searchAll(
  context: Context,
  audience: Audience,
  language: Language,
  text: string,
  limit: number,
): Promise<readonly ResourceId[]> {
  const query = parseQuery(text);
  if (!asksForAnything(query)) return [];
  return (await rankedFor(context, audience, language, query)).slice(0, limit);
}
