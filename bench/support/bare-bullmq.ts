import { createPostgresBackend, type PgPool, Queue, runMigrations, Worker, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { startPostgres, startRedis } from '../../test/support/services/index.js';

export interface BareOptions {
  readonly rows: number;
  readonly addedAtOnce: number;
  readonly places: number;
}

interface Bare {
  readonly queue: {
    addBulk(jobs: { name: string; data: object; opts: { jobId: string; removeOnComplete: true; removeOnFail: true } }[]): Promise<unknown>;
    waitUntilReady(): Promise<unknown>;
    close(): Promise<void>;
  };
  worker(run: () => Promise<void>): { run(): Promise<void>; waitUntilReady(): Promise<unknown>; close(force: boolean): Promise<void> };
}

/** Milliseconds in which BullMQ alone adds and processes so many empty jobs. */
async function measure({ queue, worker }: Bare, { rows, addedAtOnce }: BareOptions): Promise<number> {
  let done = 0;
  let finish = () => {};
  const all = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const works = worker(async () => {
    done += 1;
    if (done === rows) finish();
  });
  await Promise.all([queue.waitUntilReady(), works.waitUntilReady()]);
  const began = performance.now();
  void works.run();
  for (let from = 0; from < rows; from += addedAtOnce) {
    await queue.addBulk(
      Array.from({ length: Math.min(addedAtOnce, rows - from) }, (_, index) => ({
        name: 'tick',
        data: { row: from + index },
        opts: { jobId: `tick~${from + index}`, removeOnComplete: true, removeOnFail: true },
      })),
    );
  }
  await all;
  const ms = performance.now() - began;
  await works.close(true);
  await queue.close();
  return ms;
}

export async function bareOnRedis(options: BareOptions): Promise<number> {
  const redis = await startRedis();
  const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
  const ms = await measure(
    {
      queue: new Queue('bare', { connection }),
      worker: (run) => new Worker('bare', run, { connection, concurrency: options.places, autorun: false }),
    },
    options,
  );
  connection.disconnect();
  await redis.end();
  return ms;
}

export async function bareOnPostgres(options: BareOptions): Promise<number> {
  const server = await startPostgres({ durable: true });
  const pool = new pg.Pool({ connectionString: server.url, options: '-c search_path=bullmq' });
  const client = await pool.connect();
  await runMigrations(client, 'bullmq');
  client.release();
  // Only the type of listeners is narrower than pg's own.
  const connection = pool as unknown as PgPool;
  const made = withBackend(createPostgresBackend);
  const ms = await measure(
    {
      queue: new made.Queue('bare', { connection }),
      worker: (run) => new made.Worker('bare', run, { connection, concurrency: options.places, autorun: false }),
    },
    options,
  );
  await pool.end();
  await server.end();
  return ms;
}
