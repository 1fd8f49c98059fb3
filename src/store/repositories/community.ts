import { type Settings, settingsSchema } from '../../core/settings.js';
import type { CommunityRepository } from '../../ports/store.js';
import type { Context } from './context.js';

export function communityRepository({ db, community }: Context): CommunityRepository {
  return {
    async settings(): Promise<Settings> {
      const row = await db.selectFrom('communities').select('settings').where('id', '=', community).executeTakeFirstOrThrow();
      return settingsSchema.parse(JSON.parse(row.settings));
    },
    async saveSettings(settings) {
      await db
        .updateTable('communities')
        .set({ settings: JSON.stringify(settingsSchema.parse(settings)) })
        .where('id', '=', community)
        .execute();
    },
    async fact(name) {
      const row = await db
        .selectFrom('community_facts')
        .select('value')
        .where('community_id', '=', community)
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.value;
    },
    async keepFact(name, value) {
      await db
        .insertInto('community_facts')
        .values({ community_id: community, name, value })
        .onConflict((conflict) => conflict.columns(['community_id', 'name']).doNothing())
        .execute();
      const kept = await db
        .selectFrom('community_facts')
        .select('value')
        .where('community_id', '=', community)
        .where('name', '=', name)
        .executeTakeFirstOrThrow();
      return kept.value;
    },
    async saveFact(name, value) {
      await db
        .insertInto('community_facts')
        .values({ community_id: community, name, value })
        .onConflict((conflict) => conflict.columns(['community_id', 'name']).doUpdateSet({ value }))
        .execute();
    },
  };
}
