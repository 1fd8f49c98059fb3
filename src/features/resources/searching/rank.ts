import type { Language } from '../../../core/language.js';
import type { Context } from '../../../feature-api/index.js';
import { kindSought, languageSought, sectorOf } from '../named.js';
import { type Query, WITH_PHRASE_MAX, type Word } from '../rules/query.js';
import { ranked, type Term } from '../rules/score.js';
import { type Audience, FOR_MEMBERS, FOR_PUBLIC, ownWord } from '../rules/words.js';
import { resourcesStore } from '../store/index.js';
import type { ResourceId } from '../types.js';

/** Words that all have which these readers may see. */
const SEEN_BY = { public: [FOR_PUBLIC], members: [FOR_MEMBERS], organisers: [] } as const satisfies Readonly<
  Record<Audience, readonly string[]>
>;

export interface Ranking {
  readonly total: number;
  slice(from: number, to: number): readonly ResourceId[];
  /** Whether some have all words, if not one after the other. */
  readonly haveWords: boolean;
  /** More have the words of a phrase than were looked through. */
  readonly isMore: boolean;
}

/** All that answers a query, the best first, for these readers in this language. */
export async function rankedFor(context: Context, audience: Audience, language: Language, query: Query): Promise<Ranking> {
  const ranking = await answering(context, termsOf(query, audience, language, (await context.community.settings()).sectors));
  if (query.phrases.length === 0) return ranking;
  const having = await withPhrases(context, ranking.slice(0, WITH_PHRASE_MAX), query.phrases);
  return {
    total: having.length,
    slice: (from, to) => having.slice(from, to),
    haveWords: ranking.haveWords,
    isMore: ranking.total > WITH_PHRASE_MAX,
  };
}

/** What members may see that has all words, the best first. */
export async function bestForMembers(
  context: Context,
  words: readonly Word[],
  reader: Language,
  limit: number,
): Promise<readonly ResourceId[]> {
  const ranking = await answering(context, [
    ...words.map((word) => ({ ...word, means: 'word' as const })),
    whole('property')(FOR_MEMBERS),
    whole('language')(ownWord('lang', reader)),
  ]);
  return ranking.slice(0, limit);
}

async function answering(context: Context, terms: readonly Term[]): Promise<Ranking> {
  const order = ranked(terms, await resourcesStore(context.tx).postingsOf(terms));
  return {
    total: order.length,
    // The index holds the numbers of resources.
    slice: (from, to) => Array.from(order.subarray(from, to), (id) => id as ResourceId),
    haveWords: order.length > 0,
    isMore: false,
  };
}

const whole = (means: Term['means']) => (word: string) => ({ word, isBeginning: false, means });

/** What a query asks of the index. A sector, kind or language may be named in any language; what is none of them finds nothing. */
function termsOf(query: Query, audience: Audience, reader: Language, sectors: readonly string[]): readonly Term[] {
  const { sector, kind, language } = query;
  const properties = [
    ...(sector === undefined ? [] : [ownWord('sector', sectorOf(sector, sectors) ?? sector)]),
    ...(kind === undefined ? [] : [ownWord('kind', kindSought(kind) ?? kind)]),
    ...(language === undefined ? [] : [ownWord('lang', languageSought(language) ?? language)]),
    ...SEEN_BY[audience],
  ];
  return [
    ...query.words.map((word) => ({ ...word, means: 'word' as const })),
    ...query.organisation.map(whole('organisation')),
    ...properties.map(whole('property')),
    whole('language')(ownWord('lang', reader)),
  ];
}

/** Those that have all phrases, in what was written of them or in a file. */
async function withPhrases(context: Context, ids: readonly ResourceId[], phrases: readonly string[]): Promise<readonly ResourceId[]> {
  let left = ids;
  for (const phrase of phrases) {
    if (left.length === 0) break;
    const having = await resourcesStore(context.tx).withPhrase(left, phrase);
    left = left.filter((id) => having.has(id));
  }
  return left;
}
