import type { Language } from '../../../core/language.js';
import type { Context } from '../../../feature-api/index.js';
import { TITLES_MAX } from '../find.js';
import { alikeTitles } from '../rules/alike.js';
import { titlesOf } from '../rules/title.js';
import { wordsOf } from '../rules/words.js';
import { bestForMembers } from '../searching/rank.js';
import { resourcesStore } from '../store/index.js';
import type { Resource } from '../types.js';

const SHOWN_MAX = 6;
const WORDS_MAX = 12;
const BEGINNING_MIN = 3;

/** What members can find already that may be what somebody looks for: with all words, or with a title like it. */
export async function existingFor(context: Context, what: string, reader: Language): Promise<readonly Resource[]> {
  const store = resourcesStore(context.tx);
  const words = wordsOf(what).slice(0, WORDS_MAX);
  if (words.length === 0) return [];
  const wanted = words.map((word) => ({ word, isBeginning: word.length >= BEGINNING_MIN }));
  const held = await bestForMembers(context, wanted, reader, SHOWN_MAX);
  const seen = (await context.tx.find(store.titles(TITLES_MAX))).filter(
    ({ state, visibility }) => state === 'approved' && visibility !== 'organisers',
  );
  // It is found by what it is called in any language.
  const titles = seen.map((one) => ({ id: one.id, title: titlesOf(one, reader).join(' ') }));
  const alike = alikeTitles(what, titles, SHOWN_MAX);
  const ids = [...new Set([...held, ...alike.map(({ id }) => id)])].slice(0, SHOWN_MAX);
  const found = new Map((await store.findMany(ids)).map((resource) => [resource.id, resource]));
  return ids.flatMap((id) => found.get(id) ?? []);
}
