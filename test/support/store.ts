import type { CommunityId } from '../../src/core/ids.js';
import { defaultSettings, type Settings } from '../../src/core/settings.js';
import type { Store } from '../../src/ports/store.js';
import { migrate } from '../../src/store/migrate.js';
import { type Database, openSqlite } from '../../src/store/sqlite.js';
import { createStore, ensureCommunity } from '../../src/store/store.js';

export interface TestStore extends Store {
  readonly database: Database;
  readonly communityId: CommunityId;
}

/** A fresh SQLite store with today's tables and one community: in memory, or in `file`. Close it after the test. */
export async function openTestStore(options: { readonly file?: string; readonly settings?: Settings } = {}): Promise<TestStore> {
  const database = openSqlite({ file: options.file ?? ':memory:' });
  await migrate(database);
  const communityId = await ensureCommunity(database, options.settings ?? defaultSettings);
  return { ...createStore({ database, communityId }), database, communityId };
}
