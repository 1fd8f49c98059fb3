import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Environment, sqlitePath } from '../config/environment.js';
import { settingsSchema } from '../core/settings.js';
import type { Store } from '../ports/store.js';
import { migrate } from '../store/migrate.js';
import { type Database, openSqlite } from '../store/sqlite.js';
import { createStore, ensureCommunity } from '../store/store.js';

export interface OpenStore {
  readonly store: Store;
  readonly database: Database;
  /** The database's file. */
  readonly file: string;
}

/** Opens the database that the environment names, brings it up to date, and makes the community the first time. Throws a `SetupError`. */
export async function openStore(
  environment: Environment,
  databaseUrl: string = environment.DATABASE_URL,
  durability: 'full' | 'process' = 'full',
): Promise<OpenStore> {
  const file = sqlitePath(databaseUrl);
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = openSqlite({ file, durability });
  await migrate(database);
  const settings = settingsSchema.parse({
    ...(environment.COMMUNITY_NAME === undefined ? {} : { name: environment.COMMUNITY_NAME }),
    languages: environment.COMMUNITY_LANGUAGES,
    timezone: environment.COMMUNITY_TIMEZONE,
  });
  const communityId = await ensureCommunity(database, settings);
  return { store: createStore({ database, communityId }), database, file };
}
