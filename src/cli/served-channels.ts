import { z } from 'zod';
import type { ServedChannelStore } from '../ports/served-channels.js';
import type { CommunityRepository } from '../ports/store.js';

const schema = z.record(z.string(), z.object({ id: z.string(), name: z.string() }));

/** Keeps them as a fact of the community. What can't be read counts as nothing known. */
export function servedChannelStore(community: () => Pick<CommunityRepository, 'fact' | 'saveFact'>, platform: string): ServedChannelStore {
  const fact = `platform.channels:${platform}`;
  return {
    async load() {
      const text = await community().fact(fact);
      return (text === undefined ? undefined : schema.safeParse(JSON.parse(text)).data) ?? {};
    },
    async save(channels) {
      const text = JSON.stringify(channels);
      if ((await community().fact(fact)) !== text) await community().saveFact(fact, text);
    },
  };
}
