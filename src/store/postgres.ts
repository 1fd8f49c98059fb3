import { Kysely, type PostgresCursor, PostgresDialect, type PostgresPool, type PostgresQueryResult } from 'kysely';
import pg from 'pg';
import type { TableSpec } from '../core/table-spec.js';
import { once } from '../kit/once.js';
import type { Release } from '../kit/priority-semaphore.js';
import { createConnectionQueue, type WaitOptions } from './connections.js';
import type { Database } from './database.js';
import { postgresTraits } from './dialect.js';
import { mapPostgresError } from './postgres-errors.js';
import { lockPostgresRun } from './postgres-run-lock.js';
import { scrubPostgres } from './postgres-scrub.js';
import type { Schema } from './schema.js';

export interface PostgresOptions extends WaitOptions {
  /** `postgres://USER:PASSWORD@HOST:PORT/DATABASE`, with the options of the `pg` package in the query. */
  readonly url: string;
  /** The largest number of connections. */
  readonly poolSize?: number;
  readonly tables: readonly TableSpec[];
  /** For long work on all of the data: nothing is cut off. */
  readonly patient?: boolean;
}

const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const LOCK_TIMEOUT_MS = 15_000;
/** A process that hangs in a transaction blocks all others, so its transaction is ended. */
const IDLE_IN_TRANSACTION_MS = 60_000;

/**
 * Opens a PostgreSQL database. It connects at the first statement, which throws a `StoreError` if that fails. The next statement
 * replaces a lost connection.
 */
export function openPostgres({ url, tables, poolSize = 10, patient = false, ...waiting }: PostgresOptions): Database {
  const types = new pg.TypeOverrides();
  // `pg` returns 64-bit integers as text; ours (ids, instants, counts) are below 2^53.
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const location = locationOf(url);
  const config: pg.PoolConfig = {
    connectionString: url,
    max: poolSize,
    application_name: 'mudhif',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: patient ? 0 : STATEMENT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: patient ? 0 : IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    types,
  };
  const pool = new pg.Pool(config);
  // The pool drops an idle connection that breaks; without a listener the error would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const connections = createConnectionQueue(poolSize, waiting);
  const end = once(() => pool.end());
  const createDb = (isUrgent: boolean) =>
    new Kysely<Schema>({
      dialect: new PostgresDialect({ pool: { ...withReadableErrors(pool, () => connections.acquire(isUrgent)), end } }),
    });
  const [db, urgent] = [createDb(false), createDb(true)];
  return {
    db,
    urgent,
    pool: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: connections.waiting() }),
    traits: postgresTraits,
    tables,
    location,
    lockRun: (mode) => lockPostgresRun({ url, location, mode }),
    async snapshot() {
      const trx = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute();
      return { db: trx, end: () => trx.commit().execute() };
    },
    scrub: () => scrubPostgres(db, tables),
    async close() {
      await Promise.all([db.destroy(), urgent.destroy()]);
    },
  };
}

/** Host, port and database, without the password. */
function locationOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/** Kysely's view of the pool, with readable errors and priorities for callers that wait for a connection. */
function withReadableErrors(pool: pg.Pool, acquire: () => Promise<Release>): Pick<PostgresPool, 'connect'> {
  const readable = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw mapPostgresError(error);
    }
  };
  return {
    async connect() {
      const release = await acquire();
      const client = await readable(() => pool.connect()).catch((error: unknown) => {
        release();
        throw error;
      });
      function query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
      function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
      function query(text: unknown, parameters: readonly unknown[] = []): unknown {
        if (typeof text !== 'string') throw new TypeError('there are no cursors here');
        return readable(() => client.query(text, [...parameters]));
      }
      const releaseBoth = () => {
        client.release();
        release();
      };
      return { query, release: releaseBoth };
    },
  };
}
