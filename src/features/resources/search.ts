import type { Language } from '../../core/language.js';
import type { Context } from '../../feature-api/index.js';
import { type PageNumbers, pageOf } from '../../kit/paging.js';
import { TITLES_MAX } from './find.js';
import { contextLine, type Piece } from './rules/context-line.js';
import { asksForAnything, fits, parseQuery, type Query, type Word } from './rules/query.js';
import { ranked } from './rules/score.js';
import { similarWords } from './rules/similar.js';
import { type Audience, FOR_MEMBERS, FOR_PUBLIC, ownWord, wordsOf } from './rules/words.js';
import { isNamedSector } from './sector-name.js';
import { type Found, type FoundPart, resourcesStore } from './store/index.js';
import type { Edition, Resource, ResourceId } from './types.js';

/** Of so many that hold all words, the newest, the best are chosen. */
const CANDIDATES_MAX = 500;
const PAGE_SIZE = 6;
const SIMILAR_MAX = 3;

/** Where words were found that the title does not have. */
export type FoundIn =
  | { readonly in: 'summary' }
  | { readonly in: 'file'; readonly place: FoundPart['place']; readonly number: number; readonly language: Language };

export interface Hit {
  readonly resource: Resource;
  readonly editions: readonly Edition[];
  readonly title: readonly Piece[];
  /** Absent where the title says it all. */
  readonly context?: { readonly where: FoundIn; readonly pieces: readonly Piece[] };
}

export interface SearchResult extends PageNumbers {
  readonly text: string;
  readonly hits: readonly Hit[];
  /** More fit than are ranked. */
  readonly isMore: boolean;
  /** Instead of a word that is nowhere. */
  readonly similar: readonly string[];
}

/** Words that all have which these readers may see. */
const SEEN_BY = { public: [FOR_PUBLIC], members: [FOR_MEMBERS], organisers: [] } as const satisfies Readonly<
  Record<Audience, readonly string[]>
>;

/** A page of what answers a search, the best first, for these readers in this language. */
export async function search(context: Context, audience: Audience, language: Language, text: string, page: number): Promise<SearchResult> {
  const query = parseQuery(text);
  const none = { text, hits: [], isMore: false, similar: [], ...pageOf([], 0, PAGE_SIZE) };
  if (!asksForAnything(query)) return none;
  const { order, isMore } = await rankedFor(context, audience, language, query);
  if (order === undefined) {
    const titles = (await context.tx.find(resourcesStore(context.tx).titles(TITLES_MAX))).filter(isTitleFor(audience));
    return { ...none, similar: similarTo(query, titles) };
  }
  const { shown, ...numbers } = pageOf(order, page, PAGE_SIZE);
  return { text, ...numbers, isMore, similar: [], hits: await hitsOf(context, shown, query.words) };
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
  const { order = [] } = await rankedFor(context, audience, language, query);
  return order.slice(0, limit).map(({ id }) => id);
}

/** `order` is absent where no resource has all words. */
async function rankedFor(
  context: Context,
  audience: Audience,
  language: Language,
  query: Query,
): Promise<{ readonly order: readonly Found[] | undefined; readonly isMore: boolean }> {
  const filters = filterWords(query, (await context.community.settings()).sectors);
  const held = await resourcesStore(context.tx).holding(
    [...query.words, ...query.organisation.map(whole), ...filters, ...SEEN_BY[audience].map(whole)],
    CANDIDATES_MAX,
  );
  if (held.length === 0) return { order: undefined, isMore: false };
  const order = ranked(await withPhrases(context, held.filter(isOf(query)), query), query, language);
  return { order, isMore: held.length === CANDIDATES_MAX };
}

const whole = (word: string): Word => ({ word, isBeginning: false });

/** Filters as words of the index. A sector may be named in any language. */
function filterWords({ sector, kind, language }: Query, sectors: readonly string[]): readonly Word[] {
  const sectorCode = sector === undefined ? undefined : (sectors.find((code) => isNamedSector(code, sector)) ?? sector);
  return [
    ...(sectorCode === undefined ? [] : [ownWord('sector', sectorCode)]),
    ...(kind === undefined ? [] : [ownWord('kind', kind)]),
    ...(language === undefined ? [] : [ownWord('lang', language)]),
  ].map(whole);
}

/** Whether it is of the organisation that was asked for. */
const isOf =
  ({ organisation: wanted }: Query) =>
  ({ organisation }: Found): boolean =>
    wanted.every((word) => organisation.includes(` ${word} `));

/** Those that have all phrases, in what was written of them or in a file. */
async function withPhrases(context: Context, found: readonly Found[], { phrases }: Query): Promise<readonly Found[]> {
  let left = found;
  for (const phrase of phrases) {
    const isWritten = ({ title, summary }: Found) => title.includes(phrase) || summary.includes(phrase);
    const others = left.filter((one) => !isWritten(one)).map(({ id }) => id);
    const inFiles = others.length === 0 ? new Set() : await resourcesStore(context.tx).withPhrase(others, phrase);
    left = left.filter((one) => isWritten(one) || inFiles.has(one.id));
  }
  return left;
}

async function hitsOf(context: Context, shown: readonly Found[], words: readonly Word[]): Promise<readonly Hit[]> {
  const store = resourcesStore(context.tx);
  const ids = shown.map(({ id }) => id);
  const resources = new Map((await store.findMany(ids)).map((resource) => [resource.id, resource]));
  const editions = await store.editionsOf(ids);
  const parts = await store.partsWith(ids, words);
  return shown.flatMap(({ id }) => {
    const resource = resources.get(id);
    if (!resource) return [];
    const { title } = resource;
    const own = editions.filter(({ resource: of, replacedAt }) => of === id && replacedAt === null);
    const hit = { resource, editions: own, title: contextLine(title, words) ?? [{ text: title, found: false }] };
    const isSaid = words.every((wanted) => wordsOf(title).some((word) => fits(word, wanted)));
    const context = isSaid ? undefined : whereOf(resource, parts, words);
    return [{ ...hit, ...(context && { context }) }];
  });
}

function whereOf({ id, summary }: Resource, parts: readonly FoundPart[], words: readonly Word[]): Hit['context'] {
  const pieces = contextLine(summary, words);
  if (pieces) return { where: { in: 'summary' }, pieces };
  for (const { resource, place, number, language, body } of parts) {
    const found = resource === id ? contextLine(body, words) : undefined;
    if (found) return { where: { in: 'file', place, number, language }, pieces: found };
  }
  return undefined;
}

/** Words of a title tell what it is about: only of those that these readers may see. */
const isTitleFor =
  (audience: Audience) =>
  ({ state, visibility }: Pick<Resource, 'state' | 'visibility'>): boolean => {
    switch (audience) {
      case 'public':
        return state === 'approved' && visibility === 'public';
      case 'members':
        return state === 'approved' && visibility !== 'organisers';
      case 'organisers':
        return true;
      default:
        return audience satisfies never;
    }
  };

function similarTo({ words }: Query, found: readonly Pick<Resource, 'title'>[]): readonly string[] {
  const titles = found.map(({ title }) => title);
  return words.flatMap(({ word }) => similarWords(word, titles, SIMILAR_MAX)).slice(0, SIMILAR_MAX);
}
