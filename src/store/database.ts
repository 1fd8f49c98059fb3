import type { Kysely } from 'kysely';
import type { TableSpec } from '../core/table-spec.js';
import type { PoolState } from '../ports/metrics.js';
import type { DialectTraits } from './dialect.js';
import type { Schema } from './schema.js';

/** An open database, with what is specific to its kind. */
export interface Database {
  readonly db: Kysely<Schema>;
  /** The same database for work that a person waits for: callers get a connection before those of `db`. */
  readonly urgent: Kysely<Schema>;
  readonly traits: DialectTraits;
  /** All tables, each after those it refers to. */
  readonly tables: readonly TableSpec[];
  /** The file or address without secrets, for messages to the operator. */
  readonly location: string;
  /**
   * Marks this process as one that runs the bot on this database, until the process ends. Other processes may still read and
   * write, such as an import.
   * @param mode `exclusive`: no other process may run the bot; `shared`: any number of processes in this mode.
   * @throws {SetupError} If another process runs the bot in a conflicting mode.
   */
  lockRun(mode: 'exclusive' | 'shared'): Promise<RunLock>;
  /** Opens a consistent view for reading, while other processes may write. */
  snapshot(): Promise<Snapshot>;
  /** The state of the connection pool, if there is one. */
  readonly pool?: () => PoolState;
  /**
   * Removes the remains of deleted rows from the files. Must be called outside transactions.
   * @throws {StoreError} If it must be tried again later.
   */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

export interface RunLock {
  release(): Promise<void>;
}

export interface Snapshot {
  readonly db: Kysely<Schema>;
  end(): Promise<void>;
}
