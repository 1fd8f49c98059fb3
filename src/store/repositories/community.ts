import type { Kysely } from 'kysely';
import type { CommunityId } from '../../core/ids.js';
import { known, lookup } from '../../core/lookup.js';
import type { Settings, SettingsCodec } from '../../core/settings.js';
import { memoizeLast } from '../../kit/memoize-last.js';
import type { CommunityRepository } from '../../ports/store.js';
import { prepared } from '../../sql/prepared.js';
import type { Schema } from '../schema.js';
import type { Context } from './context.js';

const settingsOf = prepared<{ community: CommunityId }>()((db: Kysely<Schema>, argument) =>
  db.selectFrom('communities').select('settings').where('id', '=', argument('community')),
);

const factOf = prepared<{ community: CommunityId; name: string }>()((db: Kysely<Schema>, argument) =>
  db.selectFrom('community_facts').select('value').where('community_id', '=', argument('community')).where('name', '=', argument('name')),
);

/**
 * Reads and writes the community’s settings and facts.
 *
 * @returns A repository that rejects with an `Error` when settings are read and the row of the community is gone.
 */
export function communityRepository(context: Context): CommunityRepository {
  const { db, community, traits, readSettings, settingsRead } = context;
  const select = (name: string) =>
    db.selectFrom('community_facts').select('value').where('community_id', '=', community).where('name', '=', name);

  const settingsIn = ([row]: readonly { readonly settings: string }[]): Settings => {
    if (!row) throw new Error('the community is gone');
    const settings = readSettings(row.settings);
    if (settingsRead) settingsRead.current = settings;
    return settings;
  };

  return {
    settings: async () => settingsRead?.current ?? settingsIn(await settingsOf({ db, traits }, { community })),
    lookForSettings: () =>
      settingsRead?.current
        ? known(settingsRead.current)
        : lookup(db.selectFrom('communities').select('settings').where('id', '=', community), settingsIn),
    // A serialized transaction, because those that have read the settings go on with what they read.
    saveSettings: (settings) =>
      context.atomically(async (inside) => {
        if (inside.settingsRead) inside.settingsRead.current = undefined;
        await inside.db
          .updateTable('communities')
          .set({ settings: JSON.stringify(settings) })
          .where('id', '=', community)
          .execute();
      }),
    async fact(name) {
      return (await factOf({ db, traits }, { community, name }))[0]?.value;
    },
    lookForFact: (name) => lookup(select(name), ([row]) => row?.value),
    noted: (name) => lookup(select(name), (rows) => rows.length > 0),
    async keepFact(name, value) {
      await db
        .insertInto('community_facts')
        .values({ community_id: community, name, value })
        .onConflict((conflict) => conflict.columns(['community_id', 'name']).doNothing())
        .execute();
      return (await select(name).executeTakeFirstOrThrow()).value;
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

/** Reads settings documents. It remembers the last one by its text: checking it costs far more than reading it, and it seldom changes. */
export function createSettingsReader(codec: SettingsCodec): (text: string) => Settings {
  return memoizeLast((text) => frozen(codec.parse(JSON.parse(text))));
}

/** Freezes a value that several readers share. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
