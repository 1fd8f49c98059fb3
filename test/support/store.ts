import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { createNotificationRegistry } from '../../src/agenda/notifications.js';
import { createParkedMessages } from '../../src/agenda/parked.js';
import { absentBlobs } from '../../src/blobs/absent.js';
import { openDatabase } from '../../src/cli/database.js';
import { createInlineCompute } from '../../src/compute/host.js';
import type { CommunityId } from '../../src/core/ids.js';
import type { Settings } from '../../src/core/settings.js';
import { systemClock } from '../../src/core/time.js';
import { createPlatforms } from '../../src/dispatch/platforms.js';
import { type ContextParts, type Contexts, createContexts } from '../../src/feature-api/index.js';
import { features } from '../../src/features/index.js';
import { linksOff } from '../../src/links/off.js';
import type { Committed, Savepoint, Store } from '../../src/ports/store.js';
import type { Database } from '../../src/store/database.js';
import { migrate } from '../../src/store/migrate.js';
import { createStore, ensureCommunity } from '../../src/store/store.js';
import { type TestContext, withFeatureStores } from './feature-stores.js';
import { listsFromSource } from './files.js';
import { createTestLogger } from './logger.js';
import { hasService, services } from './services/index.js';
import { settingsCodec, settingsOf } from './settings.js';
import { createTransactionGuard } from './transaction-guard.js';

/** A store whose contexts also hold each feature's store, so that tests read and write rows directly. */
export interface TestStore extends Omit<Contexts, 'autocommit' | 'transaction' | 'sharedTransaction'> {
  readonly autocommit: TestContext;
  transaction<T>(work: (context: TestContext) => Promise<T>): Promise<T>;
  sharedTransaction<T>(work: (context: TestContext, savepoint: Savepoint) => Promise<T>): Promise<Committed<T>>;
  readonly database: Database;
  readonly communityId: CommunityId;
  /** The same store as the app and the adapters get it. */
  readonly engines: Store;
  /** Contexts of the same store with other parts: a clock, platforms, a computation. */
  contexts(parts?: Partial<ContextParts>): Contexts;
}

export interface TestStoreOptions {
  /** SQLite in memory, unless it is told where. */
  readonly file?: string;
  /** Any other place, `postgres://…` say. */
  readonly url?: string;
  readonly settings?: Settings;
  /** It has today's tables already. */
  readonly isMigrated?: boolean;
  /** Whether organisers have set the community up, which they have unless told. */
  readonly isSetUp?: boolean;
}

const IN_MEMORY = 'sqlite::memory:';

/** A fresh store with today's tables and one community. Close it after the test. */
export async function openTestStore({
  file = ':memory:',
  url = `sqlite:${file}`,
  settings,
  isMigrated = false,
  isSetUp = true,
}: TestStoreOptions = {}): Promise<TestStore> {
  const contents = url === IN_MEMORY ? await (tables ??= todaysTables()) : undefined;
  const database = openDatabase(url, contents && { contents });
  if (contents === undefined && !isMigrated) await migrate(database);
  const communityId = await ensureCommunity(database, settings ?? settingsOf());
  const store = testStoreOf(database, communityId);
  if (isSetUp) await store.autocommit.community.saveFact('community.set-up-at', '0');
  return store;
}

/** A SQLite database with today's tables, which each test gets a copy of: far quicker than all migrations. */
let tables: Promise<Buffer> | undefined;

async function todaysTables(): Promise<Buffer> {
  const made = new Sqlite(':memory:');
  made.exec((await statementsOfTables()).join(';'));
  const bytes = made.serialize();
  made.close();
  return bytes;
}

/** The statements that make the tables, rows and indexes of a migrated SQLite database, in this order. */
async function statementsOfTables(): Promise<readonly string[]> {
  const database = openDatabase(IN_MEMORY);
  const ask = async (query: string) => (await sql<{ text: string }>`${sql.raw(query)}`.execute(database.db)).rows.map(({ text }) => text);
  try {
    await migrate(database);
    // A full-text index makes tables of its own, and keeps its settings in one of them.
    const shadows = `select name from pragma_table_list where type = 'shadow'`;
    const own = `from sqlite_master where sql is not null and name not like 'sqlite_%' and name not in (${shadows})`;
    const tables = await ask(`select name as text ${own} and type = 'table' order by rowid`);
    const indexes = await ask(`select name as text from pragma_table_list where type = 'virtual'`);
    const settings: string[] = [];
    for (const index of indexes) {
      const set = `'insert into "${index}" ("${index}", rank) values (' || quote(k) || ', ' || quote(v) || ')'`;
      settings.push(...(await ask(`select ${set} as text from "${index}_config" where k <> 'version'`)));
    }
    const rows: string[] = [];
    for (const table of tables) {
      const values = await ask(`select 'quote("' || name || '")' as text from pragma_table_info('${table}') order by cid`);
      rows.push(...(await ask(`select 'insert into "${table}" values (' || ${values.join(` || ',' || `)} || ')' as text from "${table}"`)));
    }
    return [
      ...(await ask(`select sql as text ${own} and type = 'table' order by rowid`)),
      ...rows,
      ...settings,
      ...(await ask(`select sql as text ${own} and type <> 'table' order by rowid`)),
    ];
  } finally {
    await database.close();
  }
}

/** The store of a community in a database that is open. */
export function testStoreOf(database: Database, communityId: CommunityId): TestStore {
  const store = createStore({ database, communityId, settings: settingsCodec, guard: createTransactionGuard() });
  const contexts = (parts: Partial<ContextParts> = {}): Contexts =>
    createContexts({
      store,
      clock: systemClock,
      logger: createTestLogger(),
      features,
      platforms: createPlatforms(new Map()),
      compute: createInlineCompute(),
      blobs: absentBlobs,
      files: listsFromSource,
      linkChecks: linksOff,
      random: () => 7,
      configuredOrganisers: [],
      takeWaiting: createParkedMessages(createNotificationRegistry(features.messages)),
      ...parts,
    });
  const plain = contexts();
  return {
    ...plain,
    autocommit: withFeatureStores(plain.autocommit),
    transaction: (work) => plain.transaction((context) => work(withFeatureStores(context))),
    sharedTransaction: (work) => plain.sharedTransaction((context, savepoint) => work(withFeatureStores(context), savepoint)),
    database,
    communityId,
    engines: store,
    contexts,
  };
}

export interface Engine {
  readonly name: string;
  /** A fresh store in a database of its own. */
  open(options?: Pick<TestStoreOptions, 'settings' | 'isSetUp'>): Promise<TestStore>;
}

/** The databases that are there, for tests that run on each: `describe.each(engines())`. Without a server, loudly one fewer. */
export function engines(): readonly Engine[] {
  const sqlite: Engine = { name: 'SQLite', open: openTestStore };
  return hasService('postgres') ? [sqlite, { name: 'PostgreSQL', open: openOnPostgres }] : [sqlite];
}

/** Databases of this file that nobody uses any more: emptied and used again, which is far quicker than making one. */
const free: string[] = [];

export async function openOnPostgres(options?: Pick<TestStoreOptions, 'settings' | 'isSetUp'>): Promise<TestStore> {
  const url = free.pop() ?? (await services.postgresWithTables());
  const store = await openTestStore({ ...options, url, isMigrated: true });
  const close = async () => {
    await store.database.db.connection().execute(async (db) => {
      const { tables } = store.database;
      const empty = tables.map(({ name }) => `delete from ${name};`).join('');
      const numbered = tables.filter(({ key }) => key.join() === 'id');
      const renumber = numbered.map(({ name }) => `alter sequence ${name}_id_seq restart;`).join('');
      await sql.raw(`set session_replication_role = replica; ${empty} ${renumber} reset session_replication_role;`).execute(db);
    });
    await store.close();
    free.push(url);
  };
  return { ...store, close };
}

/** As before `/community setup`: nobody has set the community up yet. */
export async function forgetSetUp({ database }: Pick<TestStore, 'database'>): Promise<void> {
  await sql`delete from community_facts where name = 'community.set-up-at'`.execute(database.db);
}
