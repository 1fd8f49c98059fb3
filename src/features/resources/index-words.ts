import { LANGUAGES } from '../../core/language.js';
import type { Context } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { sectorLabel } from '../members/public.js';
import { FOR_MEMBERS, FOR_PUBLIC, foldedText, ownWord, wordsOf } from './rules/words.js';
import { resourcesStore } from './store/index.js';
import type { ResourceId } from './types.js';

/** More than any index of the databases takes for one row. */
const WORDS_MAX = 400_000;

/** Brings what is searched of a resource up to date: nothing, unless it is approved. */
export async function reindex(context: Context, id: ResourceId): Promise<void> {
  const store = resourcesStore(context.tx);
  const resource = await store.find(id);
  if (resource?.state !== 'approved') return store.removeWords([id]);
  const { title, summary, organisation, kind, sectors, visibility } = resource;
  const languages = (await store.languagesOf([id])).get(id) ?? [];
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
  const texts = await store.foldedTexts(id);
  const words = new Set([
    ...own,
    ...[title, summary, organisation, ...labels].flatMap(wordsOf),
    ...texts.flatMap((text) => text.trim().split(' ')),
  ]);
  words.delete('');
  return store.saveWords(id, {
    title: foldedText(title),
    organisation: foldedText(organisation),
    summary: foldedText(summary),
    languages: languages.join(' '),
    words: upTo([...words]),
  });
}

/** Words with a space between them; those of the thickest books are cut off. */
function upTo(words: readonly string[]): string {
  const text = words.join(' ');
  return text.length <= WORDS_MAX ? text : text.slice(0, text.lastIndexOf(' ', WORDS_MAX));
}
