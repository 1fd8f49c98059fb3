import { createPostgresBackend, type PgPool, runMigrations, withBackend } from 'bullmq';
import pg from 'pg';
import type { QueueName } from '../queues.js';
import { createQueues } from './classes.js';
import type { QueueService } from './service.js';
import { withinReal } from './within.js';

/** BullMQ's tables stand beside ours, in a schema of their own. */
const SCHEMA = 'bullmq';
const CONNECT_LIMIT = 10_000;
const CLOSE_LIMIT = 1000;
/** Connections for what is quick; each worker listens on one more of its own. */
const SHARED_CONNECTIONS = 4;

/** BullMQ on the PostgreSQL that holds the agenda: what it wakes is in the same database, but never in the same transaction. */
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
    connectionTimeoutMillis: CONNECT_LIMIT,
    application_name: 'mudhif-queue',
    // BullMQ's statements name no schema, and it can't set the path of a pool that it has not made.
    // No commit waits for the disk: what a power cut takes back, the sweep brings again.
    options: `-c search_path=${SCHEMA} -c synchronous_commit=off`,
  });
  // Every queue and every worker listens to it.
  pool.setMaxListeners(0);
  pool.on('error', onError);
  // Each queue and each worker listens, and one more than ten would be taken for a leak.
  pool.setMaxListeners(0);
  // BullMQ takes a real pool; only its type of listeners is narrower than pg's own.
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
      await withinReal(CLOSE_LIMIT, queues.close(), 'the queues do not close').catch(() => {});
      await withinReal(CLOSE_LIMIT, pool.end(), 'the connections do not close').catch(() => {});
    },
  };
}
