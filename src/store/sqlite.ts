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
import type { TableSpec } from '../core/table-spec.js';
import type { Release } from '../kit/priority-semaphore.js';
import { createConnectionQueue, type WaitOptions } from './connections.js';
import type { Database, Snapshot } from './database.js';
import { sqliteTraits } from './dialect.js';
import { mapSetupError, mapSqliteError, StoreError, storePhrase } from './errors.js';
import { acquireRunLock } from './run-lock.js';
import type { Schema } from './schema.js';
import { yieldToEventLoop } from './yield-to-event-loop.js';

export interface SqliteOptions extends WaitOptions {
  /** A path, or `:memory:`. */
  readonly file: string;
  readonly tables: readonly TableSpec[];
  /** How long to wait for another process that writes, in milliseconds. */
  readonly busyTimeoutMs?: number;
  /**
   * `full` (default): commits survive a power cut. `process`: commits survive the end of the process and cost a fraction; for a
   * demo. `none`: commits never wait for the disk; for temporary copies.
   */
  readonly durability?: keyof typeof SYNCHRONOUS;
  /** What a database in memory holds from the start, as SQLite's `serialize` gives it. */
  readonly contents?: Buffer;
}

const SYNCHRONOUS = { full: 'FULL', process: 'NORMAL', none: 'OFF' } as const;
const STATEMENTS_MAX = 500;

/** Opens a SQLite database, or creates it with its folder. Throws a `SetupError` when the file can't be used. */
export function openSqlite({ file, tables, busyTimeoutMs = 5000, durability = 'full', contents, ...waiting }: SqliteOptions): Database {
  let raw: Sqlite.Database | undefined;
  try {
    // Other users of the machine must not read it.
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    raw = new Sqlite(contents ?? file, { timeout: busyTimeoutMs });
    raw.pragma('journal_mode = WAL');
    raw.pragma(`synchronous = ${SYNCHRONOUS[durability]}`);
    raw.pragma('foreign_keys = ON');
    // Erased data must not remain in free pages.
    raw.pragma('secure_delete = ON');
    raw.pragma('temp_store = MEMORY');
  } catch (error) {
    raw?.close();
    throw mapSetupError(error, file);
  }
  const connections = createConnectionQueue(1, waiting);
  const connection = withReadableErrors(raw, 'begin immediate');
  const plugins = [yieldToEventLoop()];
  const createDb = (isUrgent: boolean) =>
    new Kysely<Schema>({ dialect: new OwnSqlite(connection, () => connections.acquire(isUrgent)), plugins });
  const [db, urgent] = [createDb(false), createDb(true)];
  return {
    db,
    urgent,
    traits: sqliteTraits,
    tables,
    location: file,
    lockRun: async (mode) => acquireRunLock(file, mode),
    snapshot: () => snapshot(file, db),
    scrub: () =>
      db.connection().execute(async (only) => {
        // `secure_delete` overwrites deleted cells, but not the copies that page splits leave, so the file is rewritten.
        await sql`vacuum`.execute(only);
        const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(only);
        if (rows[0]?.busy !== 0) throw new StoreError('another process reads the database', storePhrase('store.busy'));
      }),
    async close() {
      await Promise.all([db.destroy(), urgent.destroy()]);
    },
  };
}

class OwnSqlite extends SqliteDialect {
  readonly #database: SqliteDatabase;
  readonly #acquire: () => Promise<Release>;

  constructor(database: SqliteDatabase, acquire: () => Promise<Release>) {
    super({ database });
    this.#database = database;
    this.#acquire = acquire;
  }

  /** There is one connection, and callers wait for it in order of priority. */
  override createDriver() {
    const acquire = this.#acquire;
    let release = () => {};
    return new (class extends SqliteDriver {
      override async acquireConnection(): Promise<DatabaseConnection> {
        release = await acquire();
        return super.acquireConnection();
      }
      override async releaseConnection(): Promise<void> {
        await super.releaseConnection();
        release();
      }
    })({ database: this.#database });
  }

  /** SQLite rolls back schema changes with their transaction, but Kysely assumes that it does not. */
  override createAdapter() {
    return new (class extends SqliteAdapter {
      override get supportsTransactionalDdl() {
        return true;
      }
    })();
  }
}

/** Opens a second connection for reading, which sees one moment while others write (WAL). A database in memory has only one. */
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
 * Kysely's view of the connection, with readable errors and cached prepared statements. Our transactions write, so they take
 * the write lock at the start (`begin immediate`); taking it later could fail half-way.
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
        // On a full disk SQLite has rolled back by itself, and an error here would hide the reason.
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
