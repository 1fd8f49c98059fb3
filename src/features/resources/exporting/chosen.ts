import { type Actor, isAllowed } from '../../../core/access.js';
import type { Language } from '../../../core/language.js';
import type { Context } from '../../../feature-api/index.js';
import { searchAll } from '../search.js';
import { resourcesStore } from '../store/index.js';
import type { Edition, Resource } from '../types.js';

/** How many results one list holds. */
const RESULTS_MAX = 200;

export interface Taken {
  readonly resource: Resource;
  /** The editions that were not replaced. */
  readonly editions: readonly Edition[];
}

/** What answers a search, the best first, as far as the reader may see it. */
export async function resultsOf(context: Context, reader: Actor, language: Language, text: string): Promise<readonly Taken[]> {
  const ids = await searchAll(context, isAllowed(reader, 'organiser') ? 'organisers' : 'members', language, text, RESULTS_MAX);
  const store = resourcesStore(context.tx);
  const resources = new Map((await store.findMany(ids)).map((resource) => [resource.id, resource]));
  const editions = await store.editionsOf(ids);
  return ids.flatMap((id) => {
    const resource = resources.get(id);
    return resource ? [{ resource, editions: editions.filter((one) => one.resource === id && one.replacedAt === null) }] : [];
  });
}

/** The bytes of all their files. */
export function bytesOf(taken: readonly Taken[]): number {
  return taken.flatMap(({ editions }) => editions).reduce((sum, { file }) => sum + (file?.size ?? 0), 0);
}
