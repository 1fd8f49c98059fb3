import { instantSchema } from '../core/schemas.js';
import type { HeardStore } from '../ports/heard.js';
import type { CommunityRepository } from '../ports/store.js';

/** Keeps it as a fact of the community. What can't be read counts as never noted. */
export function heardStore(community: () => Pick<CommunityRepository, 'fact' | 'saveFact'>, platform: string): HeardStore {
  const fact = `platform.heard:${platform}`;
  return {
    async load() {
      const text = await community().fact(fact);
      return text === undefined ? undefined : instantSchema.safeParse(Number(text)).data;
    },
    save: (at) => community().saveFact(fact, String(at)),
  };
}
