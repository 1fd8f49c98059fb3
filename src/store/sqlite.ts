import Sqlite from 'better-sqlite3';
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { type DialectTraits, sqliteTraits } from './dialect.js';
import { mapSetupError, mapSqliteError } from './errors.js';
import type { Schema } from './schema.js';

/** An open database, whichever it is, and what is particular to it. */
export interface Database {
  readonly db: Kysely<Schema>;
  readonly traits: DialectTraits;
  /** Where it is, without secrets; for messages to the operator. */
  readonly location: string;
  /** Removes what deleted rows left behind in the files, as far as the database can. Not inside a transaction. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

export interface SqliteOptions {
  /** A path, or `:memory:`. */
  readonly file: string;
  /** How long to wait for another process that writes, in milliseconds. */
  readonly busyTimeoutMs?: number;
}

const STATEMENTS_MAX = 500;

/** Opens (or creates) a SQLite database. Throws a `SetupError` when the file can't be used. */
export function openSqlite({ file, busyTimeoutMs = 5000 }: SqliteOptions): Database {
  let raw: Sqlite.Database;
  try {
    raw = new Sqlite(file, { timeout: busyTimeoutMs });
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = FULL');
    raw.pragma('foreign_keys = ON');
    // What people erased must not stay in free pages.
    raw.pragma('secure_delete = ON');
    raw.pragma('temp_store = MEMORY');
  } catch (error) {
    throw mapSetupError(error, file);
  }
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: withReadableErrors(raw) }) });
  return {
    db,
    traits: sqliteTraits,
    location: file,
    async scrub() {
      try {
        raw.pragma('wal_checkpoint(TRUNCATE)');
      } catch (error) {
        throw mapSqliteError(error);
      }
    },
    close: () => db.destroy(),
  };
}

/** Kysely's view of the connection: errors get readable, statements are prepared once. */
function withReadableErrors(raw: Sqlite.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  const readable = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw mapSqliteError(error);
    }
  };
  const prepare = (text: string): SqliteStatement => {
    const statement = raw.prepare<unknown[]>(text);
    return {
      reader: statement.reader,
      all: (parameters) => readable(() => statement.all(...parameters)),
      run: (parameters) => readable(() => statement.run(...parameters)),
      iterate: (parameters) => statement.iterate(...parameters),
    };
  };
  return {
    close: () => raw.close(),
    prepare(asked) {
      // Our transactions write: asking for the lock at once, rather than in the middle, is never refused half-way.
      const text = asked === 'begin' ? 'begin immediate' : asked;
      const known = statements.get(text);
      if (known !== undefined) return known;
      const fresh = readable(() => prepare(text));
      if (statements.size >= STATEMENTS_MAX) statements.clear();
      statements.set(text, fresh);
      return fresh;
    },
  };
}
