/**
 * Rows planned, claimed and completed in a second on each engine, beside bare BullMQ in the same run.
 *   npm run bench:agenda [-- --future 1000,1000000] [--engine 'SQLite and Redis'] [--rows 10000]
 * --future: how many rows wait for a later time meanwhile. The reference is bare BullMQ that adds and processes as many empty jobs,
 * with as many places, on a Redis as it comes; on PostgreSQL it is run too.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { concurrencyOf } from '../src/agenda/bullmq/names.js';
import { chooseEngine } from '../src/cli/engine.js';
import { offlineContexts, openStore } from '../src/cli/open-store.js';
import { readEnvironment } from '../src/config/environment.js';
import { after, HOUR, systemClock } from '../src/core/time.js';
import { defineJob, type JobClass } from '../src/feature-api/index.js';
import { ENGINES, type EngineName, hasEngine, startEngine } from '../test/support/engines.js';
import { createTestLogger } from '../test/support/logger.js';
import { hasService } from '../test/support/services/index.js';
import { bareOnPostgres, bareOnRedis } from './support/bare-bullmq.js';
import { planFuture } from './support/future.js';

const { values } = parseArgs({
  options: {
    future: { type: 'string', default: '1000,1000000' },
    engine: { type: 'string' },
    rows: { type: 'string', default: '10000' },
  },
});
const ROWS = Number(values.rows);
const FUTURE = values.future.split(',').map(Number);
const PLANNED_AT_ONCE = 500;
const CLAIMS = 1000;
/** Claims before those that are measured. */
const WARM = 200;
const BARE = { rows: ROWS, addedAtOnce: PLANNED_AT_ONCE, places: concurrencyOf('normal') };

const say = (line: string) => process.stdout.write(`${line}\n`);
const rate = (ms: number): string => Math.round(1000 / ms).toLocaleString('en');
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

const job = (kind: string, jobClass: JobClass, run = () => {}) =>
  defineJob<unknown>({ kind, class: jobClass, lateness: { policy: 'run' }, payload: z.unknown() }, async () => {
    run();
    return { type: 'done', effects: async () => {} };
  });

/** Milliseconds for one claim, and for one row from plan to done. */
interface Cost {
  readonly claim: number;
  readonly row: number;
}

async function measure(name: EngineName, future: number): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'mudhif-bench-'));
  const running = await startEngine(name, folder, { durable: true });
  const environment = readEnvironment({ DATABASE_URL: running.database, REDIS_URL: running.redis });
  const opened = await openStore(environment);
  const { database } = opened;
  const store = offlineContexts(opened.store, environment);
  const later = after(systemClock.now(), HOUR);
  await planFuture(database, opened.communityId, { count: future, from: later });
  const plan = async (prefix: string, count: number) => {
    const dueAt = systemClock.now();
    for (let from = 0; from < count; from += PLANNED_AT_ONCE) {
      const rows = Array.from({ length: Math.min(PLANNED_AT_ONCE, count - from) }, (_, index) => ({
        key: `${prefix}:${from + index}`,
        kind: 'tick',
        payload: {},
        dueAt,
      }));
      await store.transaction(({ agenda }) => agenda.plan(rows));
    }
  };
  await plan('claim', WARM + CLAIMS);
  const claim = async (count: number) => {
    const now = systemClock.now();
    for (let index = 0; index < count; index += 1)
      await store.autocommit.agenda.claim({ now, owner: 'bench', leaseUntil: later, limit: 1 });
  };
  await claim(WARM);
  const claiming = await timed(() => claim(CLAIMS));

  let ran = 0;
  const logger = createTestLogger();
  const engine = await chooseEngine(environment, opened, { role: 'all', logger });
  const jobs = [
    job('tick', 'normal', () => {
      ran += 1;
    }),
    job('deliver', 'delivery'),
  ];
  const runner = engine.createRunner({ store, clock: systemClock, logger, owner: 'bench-runner', platforms: [], jobs });
  await runner.start();
  const planning = await timed(() => plan('due', ROWS));
  const completing = await timed(async () => {
    // A row has run before its end is written; what was claimed above stays running.
    while (ran < ROWS) await new Promise((resolve) => setTimeout(resolve, 5));
    const open = async () =>
      (await store.autocommit.agenda.list({ states: ['planned', 'running'], to: later, limit: WARM + CLAIMS + 1 })).length > WARM + CLAIMS;
    while (await open()) await new Promise((resolve) => setTimeout(resolve, 5));
  });
  const cost = { claim: claiming / CLAIMS, row: (planning + completing) / ROWS };
  say(
    `${name}, ${future.toLocaleString('en')} future rows: planned ${rate(planning / ROWS)}/s, claimed one by one ${rate(cost.claim)}/s, from plan to done ${rate(cost.row)}/s`,
  );
  await runner.stop(1000);
  await engine.pace.close();
  await store.close();
  await running.end();
  rmSync(folder, { recursive: true, force: true });
  return cost;
}

const bare = (await bareOnRedis(BARE)) / ROWS;
say(`bare BullMQ on Redis: added and processed ${rate(bare)}/s`);
if (hasService('postgres')) say(`bare BullMQ on PostgreSQL: added and processed ${rate((await bareOnPostgres(BARE)) / ROWS)}/s`);
for (const name of ENGINES.filter((each) => hasEngine(each) && (values.engine ?? each) === each)) {
  const costs: Cost[] = [];
  for (const future of FUTURE) costs.push(await measure(name, future));
  const [first, last] = [costs[0], costs.at(-1)];
  if (!first || !last) continue;
  const rows = costs.map(({ row }) => `${(row / bare).toFixed(2)} ×`).join(', ');
  say(`  a claim costs ${(last.claim / first.claim).toFixed(2)} × with the most rows; a row costs ${rows} bare BullMQ on Redis`);
}
process.exit(0);
