import type { TableSpec } from '../core/table-spec.js';
import type { WaitOptions } from './connections.js';
import type { Database } from './database.js';
import { openPostgres } from './postgres.js';
import { openSqlite } from './sqlite.js';
import { allTables } from './tables.js';

export interface OpenOptions extends WaitOptions {
  /** The features' tables, each after those it refers to. */
  readonly tables: readonly TableSpec[];
  /** How much of a crash what was committed outlives; a server of its own decides that by itself. */
  readonly durability?: 'full' | 'process' | 'none';
  /** For long work on all of the data: no statement is cut off. */
  readonly patient?: boolean;
  /** What a SQLite database in memory holds from the start, as SQLite's `serialize` gives it. */
  readonly contents?: Buffer;
}

/** Opens the database of an address: `sqlite:PATH` or `postgres://…`. Throws a `SetupError` when it can't be used. */
export function openDatabase(url: string, { tables, durability = 'full', patient = false, contents, ...waiting }: OpenOptions): Database {
  const all = allTables(tables);
  return url.startsWith('sqlite:')
    ? openSqlite({ file: url.slice('sqlite:'.length), tables: all, durability, ...(contents && { contents }), ...waiting })
    : openPostgres({ url, tables: all, patient, ...waiting });
}
