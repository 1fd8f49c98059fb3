import type { Kysely } from 'kysely';
import type { Priority } from '../kit/priority-semaphore.js';
import type { PoolState } from '../ports/metrics.js';
import type { TableSpec } from '../ports/store.js';
import type { DialectTraits } from './dialect.js';
import type { Schema } from './schema.js';

/** An open database, whichever it is, and what is particular to it. */
export interface Database {
  readonly db: Kysely<Schema>;
  readonly traits: DialectTraits;
  /** All tables, each after those it refers to. */
  readonly tables: readonly TableSpec[];
  /** Who is first given a connection, and lets whoever uses the database say for whom it is. */
  readonly priority: Priority;
  /** Where it is, without secrets; for messages to the operator. */
  readonly location: string;
  /**
   * Marks this process as one that runs the bot here, until it ends, however it ends. Others may still read and write (an
   * import, say). `alone`: no second one may run; else any number that don't ask to be alone. Throws a `SetupError` if it can't be.
   */
  lockRun(mode: 'alone' | 'together'): Promise<RunLock>;
  /** A view for reading in which all stands still, while others go on writing. */
  snapshot(): Promise<Snapshot>;
  /** The pool of connections, where there is one. */
  readonly pool?: () => PoolState;
  /** Removes what deleted rows left behind in the files. Not inside a transaction. Throws a `StoreError`; then it is to be done again. */
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
