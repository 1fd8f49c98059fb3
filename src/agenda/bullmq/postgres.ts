import { createPostgresBackend, type PgPool, runMigrations, withBackend } from 'bullmq';
import pg from 'pg';
import type { QueueName } from '../queues.js';
import { createQueues } from './classes.js';
import type { QueueService } from './service.js';
import { withinReal } from './within.js';

/** BullMQ's tables are in a schema of their own. */
const SCHEMA = 'bullmq';
const CONNECT_TIMEOUT_MS = 10_000;
const CLOSE_TIMEOUT_MS = 1000;
/** Connections for short statements; each worker needs one more to listen. */
const SHARED_CONNECTIONS = 4;

/** BullMQ on the PostgreSQL database of the agenda, but never in the same transaction. */
export function createPostgresService(options: {
  readonly url: string;
  readonly names: readonly QueueName[];
  readonly onError: (error: unknown) => void;
}): QueueService {
  const { names, onError } = options;
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const pool = new pg.Pool({
    connectionString: options.url,
    max: names.length + SHARED_CONNECTIONS,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'mudhif-queue',
    // BullMQ's statements name no schema, and it cannot set the search path of a pool that it did not create. Commits do not
    // wait for the disk, because the sweep adds again what a power cut loses.
    options: `-c search_path=${SCHEMA} -c synchronous_commit=off`,
  });
  pool.on('error', onError);
  // Every queue and worker adds a listener, and Node reports more than ten as a leak.
  pool.setMaxListeners(0);
  // BullMQ accepts a pg pool; only its listener types are narrower than pg's own.
  const connection = pool as unknown as PgPool;
  const queues = createQueues(
    names,
    {
      queue: (name, more) => new Queue(`mudhif-${name}`, { connection, ...more }),
      worker: (name, run, more) => new Worker(`mudhif-${name}`, run, { connection, ...more }),
    },
    onError,
  );

  return {
    get queues() {
      return queues.all;
    },
    async open() {
      const client = await pool.connect();
      try {
        await runMigrations(client, SCHEMA);
      } finally {
        client.release();
      }
      await queues.open();
    },
    add: (name, calls) => queues.add(name, calls),
    worker: (name, task) => queues.worker(name, task),
    async close() {
      await withinReal(CLOSE_TIMEOUT_MS, queues.close(), 'the queues do not close').catch(() => {});
      await withinReal(CLOSE_TIMEOUT_MS, pool.end(), 'the connections do not close').catch(() => {});
    },
  };
}
