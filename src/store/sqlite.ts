import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
  sql,
} from 'kysely';
import { createPriority, type PrioritySemaphore } from '../kit/priority-semaphore.js';
import type { TableSpec } from '../ports/store.js';
import type { Database, Snapshot } from './database.js';
import { sqliteTraits } from './dialect.js';
import { mapSetupError, mapSqliteError, StoreError, storePhrase } from './errors.js';
import { acquireRunLock } from './run-lock.js';
import type { Schema } from './schema.js';
import { yieldToEventLoop } from './yield-to-event-loop.js';

export interface SqliteOptions {
  /** A path, or `:memory:`. */
  readonly file: string;
  readonly tables: readonly TableSpec[];
  /** How long to wait for another process that writes, in milliseconds. */
  readonly busyTimeoutMs?: number;
  /**
   * `full` (unless told): what was committed outlives a power cut. `process`: it outlives the end of the process only, and
   * a commit costs a fraction; for a demo. `none`: never waits for the disk; for a copy that nobody will miss.
   */
  readonly durability?: keyof typeof SYNCHRONOUS;
}

const SYNCHRONOUS = { full: 'FULL', process: 'NORMAL', none: 'OFF' } as const;
const STATEMENTS_MAX = 500;

/** Opens a SQLite database, or creates it with its folder. Throws a `SetupError` when the file can't be used. */
export function openSqlite({ file, tables, busyTimeoutMs = 5000, durability = 'full' }: SqliteOptions): Database {
  let raw: Sqlite.Database | undefined;
  try {
    // Nobody else on the machine may look into it.
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    raw = new Sqlite(file, { timeout: busyTimeoutMs });
    raw.pragma('journal_mode = WAL');
    raw.pragma(`synchronous = ${SYNCHRONOUS[durability]}`);
    raw.pragma('foreign_keys = ON');
    // What people erased must not stay in free pages.
    raw.pragma('secure_delete = ON');
    raw.pragma('temp_store = MEMORY');
  } catch (error) {
    raw?.close();
    throw mapSetupError(error, file);
  }
  const priority = createPriority();
  const dialect = new OwnSqlite(withReadableErrors(raw, 'begin immediate'), priority.semaphore(1));
  const db = new Kysely<Schema>({ dialect, plugins: [yieldToEventLoop()] });
  return {
    db,
    traits: sqliteTraits,
    tables,
    priority,
    location: file,
    // One process at a time is what SQLite is for.
    lockRun: async (mode) => acquireRunLock(file, mode),
    snapshot: () => snapshot(file, db),
    scrub: () =>
      db.connection().execute(async (only) => {
        // Deleted cells are overwritten, but what a page left behind when it was split is not: the file is written anew.
        await sql`vacuum`.execute(only);
        const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(only);
        if (rows[0]?.busy !== 0) throw new StoreError('another process reads the database', storePhrase('store.busy'));
      }),
    close: () => db.destroy(),
  };
}

class OwnSqlite extends SqliteDialect {
  readonly #database: SqliteDatabase;
  readonly #connections: PrioritySemaphore;

  constructor(database: SqliteDatabase, connections: PrioritySemaphore) {
    super({ database });
    this.#database = database;
    this.#connections = connections;
  }

  /** There is one connection, and who waits for it has an order. */
  override createDriver() {
    const connections = this.#connections;
    let release = () => {};
    return new (class extends SqliteDriver {
      override async acquireConnection(): Promise<DatabaseConnection> {
        release = await connections.acquire();
        return super.acquireConnection();
      }
      override async releaseConnection(): Promise<void> {
        await super.releaseConnection();
        release();
      }
    })({ database: this.#database });
  }

  /** SQLite's changes of tables are undone with their transaction like any other; Kysely does not count on it. */
  override createAdapter() {
    return new (class extends SqliteAdapter {
      override get supportsTransactionalDdl() {
        return true;
      }
    })();
  }
}

/** A second connection, for reading only: the log keeps its moment while others write. What is in memory has but one. */
async function snapshot(file: string, own: Kysely<Schema>): Promise<Snapshot> {
  if (file === ':memory:') {
    const trx = await own.startTransaction().execute();
    return { db: trx, end: () => trx.commit().execute() };
  }
  let raw: Sqlite.Database;
  try {
    raw = new Sqlite(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    throw mapSetupError(error, file);
  }
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: withReadableErrors(raw, 'begin') }) });
  const trx = await db.startTransaction().execute();
  return {
    db: trx,
    async end() {
      await trx.commit().execute();
      await db.destroy();
    },
  };
}

/**
 * Kysely's view of the connection: errors get readable, statements are prepared once. Our transactions write: asking for the
 * lock as they begin (`begin immediate`), rather than in the middle, is never refused half-way.
 */
function withReadableErrors(raw: Sqlite.Database, begin: 'begin' | 'begin immediate'): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  const readable = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw mapSqliteError(error);
    }
  };
  const prepare = (text: string): SqliteStatement => {
    const statement = raw.prepare(text);
    return {
      reader: statement.reader,
      all: (parameters) => readable(() => statement.all(...parameters)),
      run(parameters) {
        // On a full disk SQLite has undone the transaction by itself: there is nothing left to undo, and the reason is to be told.
        if (text === 'rollback' && !raw.inTransaction) return { changes: 0, lastInsertRowid: 0 };
        return readable(() => statement.run(...parameters));
      },
      iterate: (parameters) => statement.iterate(...parameters),
    };
  };
  return {
    close: () => raw.close(),
    prepare(asked) {
      const text = asked === 'begin' ? begin : asked;
      const known = statements.get(text);
      if (known !== undefined) return known;
      const fresh = readable(() => prepare(text));
      if (statements.size >= STATEMENTS_MAX) statements.clear();
      statements.set(text, fresh);
      return fresh;
    },
  };
}
