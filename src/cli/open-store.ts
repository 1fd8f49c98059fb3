import { type Environment } from '../config/environment.js';
import type { CommunityId } from '../core/ids.js';
import { type Settings, settingsSchema } from '../core/settings.js';
import type { Store } from '../ports/store.js';
import type { Database } from '../store/database.js';
import { migrate } from '../store/migrate.js';
import { openDatabase } from '../store/open.js';
import { createStore, ensureCommunity } from '../store/store.js';

export interface OpenStore {
  readonly store: Store;
  readonly database: Database;
  readonly communityId: CommunityId;
}

/** Opens the database that the environment names, brings it up to date, and makes the community the first time. Throws a `SetupError`. */
export async function openStore(
  environment: Environment,
  databaseUrl: string = environment.DATABASE_URL,
  durability: 'full' | 'process' = 'full',
): Promise<OpenStore> {
  const database = openDatabase(databaseUrl, { durability });
  try {
    await migrate(database);
    const communityId = await ensureCommunity(database, environmentSettings(environment));
    return { store: createStore({ database, communityId }), database, communityId };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** What a community begins with, until organisers change it. */
export function environmentSettings({ COMMUNITY_NAME, COMMUNITY_LANGUAGES, COMMUNITY_TIMEZONE }: Environment): Settings {
  return settingsSchema.parse({
    ...(COMMUNITY_NAME === undefined ? {} : { name: COMMUNITY_NAME }),
    languages: COMMUNITY_LANGUAGES,
    timezone: COMMUNITY_TIMEZONE,
  });
}
