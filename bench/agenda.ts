/**
 * `npm run bench:agenda [FUTURE…]`: rows planned, claimed and completed in a second on each engine, with so many rows in
 * the future (1,000 and 1,000,000 unless told), and beside it bare BullMQ on the same Redis in the same run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { sql } from 'kysely';
import { z } from 'zod';
import { chooseEngine } from '../src/cli/engine.js';
import { openStore } from '../src/cli/open-store.js';
import { readEnvironment } from '../src/config/environment.js';
import { defineJob, type JobClass } from '../src/core/job.js';
import { HOUR, systemClock } from '../src/core/time.js';
import type { Repositories } from '../src/ports/store.js';
import { ENGINES, type EngineName, hasEngine, startEngine } from '../test/support/engines.js';
import { createTestLogger } from '../test/support/logger.js';
import { startRedis } from '../test/support/services/index.js';

const ROWS = 3000;
const PLANNED_AT_ONCE = 500;
/** As many as the runner has for a class. */
const PLACES = 10;
const CLAIMS = 200;

const perSecond = (count: number, ms: number): string => Math.round((count / ms) * 1000).toLocaleString('en');
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

async function bareBullmq(): Promise<number> {
  const redis = await startRedis();
  const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
  const queue = new Queue('bare', { connection });
  let done = 0;
  let finish = () => {};
  const all = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const worker = new Worker(
    'bare',
    async () => {
      done += 1;
      if (done === ROWS) finish();
    },
    { connection, concurrency: PLACES, autorun: false },
  );
  await queue.waitUntilReady();
  await worker.waitUntilReady();
  const ms = await timed(async () => {
    for (let from = 0; from < ROWS; from += PLANNED_AT_ONCE) {
      await queue.addBulk(
        Array.from({ length: PLANNED_AT_ONCE }, (_, index) => ({
          name: 'tick',
          data: { row: from + index },
          opts: { jobId: `tick~${from + index}`, removeOnComplete: true, removeOnFail: true },
        })),
      );
    }
    void worker.run();
    await all;
  });
  await worker.close(true);
  await queue.close();
  connection.disconnect();
  await redis.end();
  return ms;
}

const job = (kind: string, jobClass: JobClass) =>
  defineJob<Repositories, unknown>({
    kind,
    class: jobClass,
    lateness: { policy: 'run' },
    payload: z.unknown(),
    run: async () => ({ type: 'done', effects: async () => {} }),
  });

async function measure(name: EngineName, future: number): Promise<{ readonly claim: number; readonly perRow: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'mudhif-bench-'));
  const running = await startEngine(name, folder, { durable: true });
  const environment = readEnvironment({ DATABASE_URL: running.database, REDIS_URL: running.redis });
  const opened = await openStore(environment);
  const { store, database } = opened;
  const now = systemClock.now();
  const later = now + HOUR;
  await sql`insert into agenda (community_id, key, kind, payload, due_at, planned_for, state, attempts, interruptions)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sql.lit(future)})
    select ${sql.lit(Number(opened.communityId))}, 'future:' || i, 'tick', '{}', ${sql.lit(later)} + i, ${sql.lit(later)} + i, 'planned', 0, 0 from n`.execute(
    database.db,
  );
  if (!running.database.startsWith('sqlite:')) await sql`analyze agenda`.execute(database.db);
  const plan = async (prefix: string, count: number, dueAt: number) => {
    for (let from = 0; from < count; from += PLANNED_AT_ONCE) {
      await store.transaction(async ({ agenda }) => {
        for (let index = from; index < Math.min(count, from + PLANNED_AT_ONCE); index += 1) {
          await agenda.plan({ key: `${prefix}:${index}`, kind: 'tick', payload: {}, dueAt });
        }
      });
    }
  };
  await plan('claim', CLAIMS, now);
  const claiming = await timed(async () => {
    for (let index = 0; index < CLAIMS; index += 1) {
      await store.read.agenda.claim({ now, owner: 'bench', leaseUntil: later, limit: 1 });
    }
  });
  const logger = createTestLogger();
  const engine = await chooseEngine(environment, opened, { role: 'all', logger });
  const runner = engine.createRunner({
    store,
    clock: systemClock,
    logger,
    owner: 'bench-runner',
    platforms: [],
    jobs: [job('tick', 'normal'), job('deliver', 'delivery')],
  });
  await runner.start();
  const planning = await timed(() => plan('due', ROWS, systemClock.now()));
  const completing = await timed(async () => {
    for (;;) {
      const left = await store.read.agenda.list({ states: ['planned', 'running'], kindPrefix: 'tick', to: later, limit: CLAIMS + 1 });
      if (left.filter(({ key }) => key.startsWith('due')).length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  const total = planning + completing;
  process.stdout.write(
    `${name}, ${future.toLocaleString('en')} future rows: plan ${perSecond(ROWS, planning)}/s, claim one by one ${perSecond(CLAIMS, claiming)}/s, plan to done ${perSecond(ROWS, total)}/s\n`,
  );
  await runner.stop(1000);
  await engine.pace.close();
  await store.close();
  await running.end();
  rmSync(folder, { recursive: true, force: true });
  return { claim: claiming / CLAIMS, perRow: total / ROWS };
}

const sizes = process.argv.slice(2).map(Number);
const bare = (await bareBullmq()) / ROWS;
process.stdout.write(`bare BullMQ on Redis: added and processed ${perSecond(1, bare)}/s\n`);
for (const name of ENGINES.filter(hasEngine)) {
  const found = [];
  for (const future of sizes.length > 0 ? sizes : [1000, 1_000_000]) found.push(await measure(name, future));
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last) continue;
  process.stdout.write(
    `  claiming costs ${(last.claim / first.claim).toFixed(2)} × with the most rows; per row ${(last.perRow / bare).toFixed(2)} × bare BullMQ\n`,
  );
}
process.exit(0);
