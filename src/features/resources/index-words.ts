import { LANGUAGES } from '../../core/language.js';
import { both, every, mapLookup } from '../../core/lookup.js';
import type { Context } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { sectorLabel } from '../members/public.js';
import { summariesOf, titlesOf } from './rules/title.js';
import { FOR_MEMBERS, FOR_PUBLIC, foldedText, ownWord, wordsOf } from './rules/words.js';
import { type InEditions, resourcesStore, type WordsChange } from './store/index.js';
import type { Resource, ResourceId } from './types.js';

/** The most words that are indexed of one resource: those of more than a thousand pages. */
const WORDS_MAX = 400_000;

/** Brings what is searched of a resource up to date: nothing, unless it is approved. */
export async function reindex(context: Context, id: ResourceId): Promise<void> {
  const store = resourcesStore(context.tx);
  const resource = await store.find(id);
  return resource ? reindexAs(context, resource) : store.removeWords([id]);
}

/** The same for a resource whose row was read already. */
export const reindexAs = (context: Context, resource: Resource): Promise<void> => reindexAll(context, [resource]);

/** The same for several. */
export async function reindexAll(context: Context, resources: readonly Resource[]): Promise<void> {
  const store = resourcesStore(context.tx);
  const isFound = ({ state }: Resource) => state === 'approved';
  await store.removeWords(resources.filter((resource) => !isFound(resource)).map(({ id }) => id));
  const found = await context.tx.find(
    every(
      resources.filter(isFound).map((resource) =>
        mapLookup(both(store.wordsOfEditions(resource.id), store.indexedWords(resource.id)), ([inside, before]) => ({
          id: resource.id,
          before,
          now: foundBy(resource, inside),
        })),
      ),
    ),
  );
  if (found.length > 0) await store.saveWords(found);
}

/** What an approved resource is found by. */
function foundBy(resource: Resource, { texts, languages }: InEditions): WordsChange['now'] {
  const { organisation, kind, sectors, visibility } = resource;
  const titles = titlesOf(resource, 'en');
  const summaries = summariesOf(resource, 'en');
  const labels = LANGUAGES.flatMap((language) => [
    speaker(language).plain(`resources.kind.${kind}`),
    ...sectors.map((sector) => sectorLabel(sector, language)),
  ]);
  const own = [
    ownWord('kind', kind),
    ...sectors.map((sector) => ownWord('sector', sector)),
    ...languages.map((language) => ownWord('lang', language)),
    ...(visibility === 'organisers' ? [] : [FOR_MEMBERS]),
    ...(visibility === 'public' ? [FOR_PUBLIC] : []),
  ];
  const words = new Set([
    ...own,
    ...[...titles, ...summaries, organisation, ...labels].flatMap(wordsOf),
    ...texts.flatMap((text) => text.trim().split(' ')),
  ]);
  words.delete('');
  return {
    title: titles.map(foldedText).join(''),
    organisation: foldedText(organisation),
    summary: summaries.map(foldedText).join(''),
    languages: languages.join(' '),
    words: upTo([...words]),
  };
}

/** Words with a space between them, up to the limit. */
function upTo(words: readonly string[]): string {
  const text = words.join(' ');
  return text.length <= WORDS_MAX ? text : text.slice(0, text.lastIndexOf(' ', WORDS_MAX));
}
