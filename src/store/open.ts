import type { Database } from './database.js';
import { openPostgres } from './postgres.js';
import { openSqlite } from './sqlite.js';

export interface OpenOptions {
  /** How much of a crash what was committed outlives; a server of its own decides that by itself. */
  readonly durability?: 'full' | 'process' | 'none';
  /** Long work on all of the data: no statement is cut off. */
  readonly patient?: boolean;
}

/** Opens the database of an address: `sqlite:PATH` or `postgres://…`. Throws a `SetupError` when it can't be used. */
export function openDatabase(url: string, { durability = 'full', patient = false }: OpenOptions = {}): Database {
  return url.startsWith('sqlite:') ? openSqlite({ file: url.slice('sqlite:'.length), durability }) : openPostgres({ url, patient });
}
