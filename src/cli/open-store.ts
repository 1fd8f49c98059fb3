import { type Environment } from '../config/environment.js';
import { settingsSchema } from '../core/settings.js';
import type { Store } from '../ports/store.js';
import type { Database } from '../store/database.js';
import { migrate } from '../store/migrate.js';
import { openDatabase } from '../store/open.js';
import { createStore, ensureCommunity } from '../store/store.js';

export interface OpenStore {
  readonly store: Store;
  readonly database: Database;
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
    const settings = settingsSchema.parse({
      ...(environment.COMMUNITY_NAME === undefined ? {} : { name: environment.COMMUNITY_NAME }),
      languages: environment.COMMUNITY_LANGUAGES,
      timezone: environment.COMMUNITY_TIMEZONE,
    });
    const communityId = await ensureCommunity(database, settings);
    return { store: createStore({ database, communityId }), database };
  } catch (error) {
    await database.close();
    throw error;
  }
}
