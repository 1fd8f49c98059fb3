import type { Context } from '../../../feature-api/index.js';
import { TITLES_MAX } from '../find.js';
import type { Query } from '../rules/query.js';
import { similarWords } from '../rules/similar.js';
import type { Audience } from '../rules/words.js';
import { resourcesStore } from '../store/index.js';
import type { Visibility } from '../types.js';

const SIMILAR_MAX = 3;

/** The visibilities of resources that give words of titles, because a word of a hidden title would reveal it. */
const SEEN_BY = {
  public: ['public'],
  members: ['public', 'members'],
  organisers: ['public', 'members', 'organisers'],
} as const satisfies Readonly<Record<Audience, readonly Visibility[]>>;

/** Words of titles that are nearly those of a query, and find something. */
export async function similarTo(context: Context, audience: Audience, { words }: Query): Promise<readonly string[]> {
  if (words.length === 0) return [];
  const titles = await resourcesStore(context.tx).searchedTitles(SEEN_BY[audience], TITLES_MAX);
  const known = new Set(titles.flatMap((title) => title.trim().split(' ')));
  return words.flatMap(({ word }) => similarWords(word, known, SIMILAR_MAX)).slice(0, SIMILAR_MAX);
}
