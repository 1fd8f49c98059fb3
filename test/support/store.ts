import { sql } from 'kysely';
import type { CommunityId } from '../../src/core/ids.js';
import { defaultSettings, type Settings } from '../../src/core/settings.js';
import type { Store } from '../../src/ports/store.js';
import type { Database } from '../../src/store/database.js';
import { migrate } from '../../src/store/migrate.js';
import { openDatabase } from '../../src/store/open.js';
import { createStore, ensureCommunity } from '../../src/store/store.js';
import { TABLE_KEYS, TABLES } from '../../src/store/tables.js';
import { hasService, services } from './services/index.js';

export interface TestStore extends Store {
  readonly database: Database;
  readonly communityId: CommunityId;
}

export interface TestStoreOptions {
  /** SQLite in memory, unless it is told where. */
  readonly file?: string;
  /** Any other place, `postgres://…` say. */
  readonly url?: string;
  readonly settings?: Settings;
}

/** A fresh store with today's tables and one community. Close it after the test. */
export async function openTestStore({ file = ':memory:', url = `sqlite:${file}`, settings }: TestStoreOptions = {}): Promise<TestStore> {
  const database = openDatabase(url);
  await migrate(database);
  const communityId = await ensureCommunity(database, settings ?? defaultSettings);
  return { ...createStore({ database, communityId }), database, communityId };
}

export interface Engine {
  readonly name: string;
  /** A fresh store in a database of its own. */
  open(options?: Pick<TestStoreOptions, 'settings'>): Promise<TestStore>;
}

/** The databases that are there, for tests that run on each: `describe.each(engines())`. Without a server, loudly one fewer. */
export function engines(): readonly Engine[] {
  const sqlite: Engine = { name: 'SQLite', open: openTestStore };
  return hasService('postgres') ? [sqlite, { name: 'PostgreSQL', open: openOnPostgres }] : [sqlite];
}

/** Databases of this file that nobody uses any more: emptied and used again, which is far quicker than making one. */
const free: string[] = [];

export async function openOnPostgres(options?: Pick<TestStoreOptions, 'settings'>): Promise<TestStore> {
  const url = free.pop() ?? (await services.postgresWithTables());
  const store = await openTestStore({ ...options, url });
  const close = async () => {
    await store.database.db.connection().execute(async (db) => {
      const empty = TABLES.map((table) => `delete from ${table};`).join('');
      const numbered = TABLES.filter((table) => TABLE_KEYS[table].join() === 'id');
      const renumber = numbered.map((table) => `alter sequence ${table}_id_seq restart;`).join('');
      await sql.raw(`set session_replication_role = replica; ${empty} ${renumber} reset session_replication_role;`).execute(db);
    });
    await store.close();
    free.push(url);
  };
  return { ...store, close };
}
