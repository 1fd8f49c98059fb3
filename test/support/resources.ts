import type { MemberId } from '../../src/core/ids.js';
import type { Language } from '../../src/core/language.js';
import type { Context } from '../../src/feature-api/index.js';
import { reindex } from '../../src/features/resources/index-words.js';
import { resourcesStore } from '../../src/features/resources/store/index.js';
import type { Resource, ResourceId } from '../../src/features/resources/types.js';

type Given = Partial<Pick<Resource, 'title' | 'summary' | 'kind' | 'sectors' | 'organisation' | 'visibility'>> & {
  readonly language?: Language;
};

/** An approved resource with a link. */
export async function insertResource(context: Context, member: MemberId, { language = 'en', ...given }: Given = {}): Promise<ResourceId> {
  return context.atomically(async (inside) => {
    const store = resourcesStore(inside.tx);
    const text = { title: 'Guide', summary: 'How to refer', kind: 'guide', ...given } as const;
    const details = { sectors: [], organisation: '', publishedOn: null, sharing: 'unknown', visibility: 'members', ...given } as const;
    const id = await store.insert(member, text, details, inside.now);
    await store.addEdition({ resource: id, language, link: `https://example.org/${id}`, file: null, addedAt: inside.now });
    await store.change({ id, version: 1 }, { state: 'approved', approvedAt: inside.now });
    await reindex(inside, id);
    return id;
  });
}
