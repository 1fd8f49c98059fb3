import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { chooseEngine } from '../../src/cli/engine.js';
import { offlineContexts, openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import { after, between, createMovableClock, MINUTE, type MovableClock, SECOND, systemClock } from '../../src/core/time.js';
import { type Contexts, defineJob } from '../../src/feature-api/index.js';
import type { AgendaRunner } from '../../src/ports/runner.js';
import { type EngineName, hasEngine, type RunningEngine, startEngine } from '../support/engines.js';
import { createTestLogger } from '../support/logger.js';
import { noDeliveries } from '../support/no-deliveries.js';
import { inForm, tell } from './form.js';

const ROWS = 5_000;

/** Servers that lose everything, go away and come back, under a process that has rows to run. */
describe('what the agenda runs on breaks', () => {
  let folder: string;
  let running: RunningEngine;
  let store: Contexts;
  let clock: MovableClock;
  let runner: AgendaRunner;
  /** Rows whose handler ran before their time, and by how many milliseconds. */
  let early: number[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mudhif-torture-'));
    early = [];
    clock = createMovableClock(systemClock.now());
  });
  afterEach(async () => {
    await runner.stop(0);
    await store.close();
    await running.end();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A row's effect is a fact that counts how often it happened. */
  const tick = defineJob<unknown>(
    { kind: 'tick', class: 'normal', lateness: { policy: 'run' }, payload: z.unknown() },
    async (_context, _payload, { key, dueAt, now }) => {
      if (now < dueAt) early.push(between(now, dueAt));
      return {
        type: 'done',
        effects: async ({ community }) => community.saveFact(`ran:${key}`, String(Number((await community.fact(`ran:${key}`)) ?? 0) + 1)),
      };
    },
  );

  const begin = async (name: EngineName): Promise<void> => {
    running = await startEngine(name, folder);
    const environment = readEnvironment({ DATABASE_URL: running.database, REDIS_URL: running.redis });
    const opened = await openStore(environment);
    store = offlineContexts(opened.store, environment, clock);
    const engine = await chooseEngine(environment, opened, { role: 'all', logger: createTestLogger() });
    runner = engine.createRunner({
      store,
      clock,
      logger: createTestLogger(),
      owner: `torture-${process.pid}`,
      platforms: [],
      jobs: [tick, noDeliveries],
    });
    await runner.start();
  };
  const plan = (count: number, dueIn: (index: number) => number): Promise<void> =>
    store.transaction(async ({ agenda }) => {
      const now = clock.now();
      for (let index = 0; index < count; index += 1) {
        await agenda.plan({ key: `tick:${index}`, kind: 'tick', payload: {}, dueAt: after(now, dueIn(index)) });
      }
    });
  /** Waits until all have run; returns for how many milliseconds of real time. */
  const finish = async (limitMs: number): Promise<number> => {
    const began = performance.now();
    for (;;) {
      // A database that restarts refuses to answer for a while.
      const { planned = 0, running: busy = 0 } = await store.autocommit.agenda.countByState().catch(() => ({ planned: 1, running: 0 }));
      if (planned + busy === 0) return performance.now() - began;
      if (performance.now() - began > limitMs) throw new Error(`after ${limitMs} ms: ${planned} planned, ${busy} running`);
      await sleep(100);
    }
  };
  const expectEachOnce = async (count: number): Promise<void> => {
    const times = await Promise.all(Array.from({ length: count }, (_, index) => store.autocommit.community.fact(`ran:tick:${index}`)));
    expect({ never: times.filter((each) => each === undefined).length, twice: times.filter((each) => Number(each) > 1).length }).toEqual({
      never: 0,
      twice: 0,
    });
    expect(early).toEqual([]);
    expect((await store.autocommit.agenda.countByState()).failed ?? 0).toBe(0);
  };

  test.skipIf(!hasEngine('SQLite and Redis'))(`Redis is emptied with ${ROWS} rows planned`, async () => {
    await begin('SQLite and Redis');
    // Half are due while it happens, half in the half minute after it.
    await plan(ROWS, (index) => (index % 2 === 0 ? SECOND + index : 10 * SECOND + index * 4));
    await sleep(3 * SECOND);
    await emptyRedis(running.redis ?? '');
    const took = await finish(60 * SECOND);
    tell(`Redis emptied with ${ROWS} rows planned: the last ran ${Math.round(took / 1000)} s later`);
    await expectEachOnce(ROWS);
  });

  test.skipIf(!hasEngine('SQLite and Redis'))('Redis is away for ten minutes, and comes back empty', async () => {
    await begin('SQLite and Redis');
    const away = inForm(15 * SECOND, 10 * MINUTE);
    await plan(1000, (index) => (index * 11 * MINUTE) / 1000);
    await sleep(SECOND);
    await running.servers.redis?.kill();
    await sleep(away);
    // What is left of the ten minutes passes in one leap.
    clock.moveTo(after(clock.now(), 10 * MINUTE - away));
    await running.servers.redis?.restart();
    clock.moveTo(after(clock.now(), MINUTE));
    const took = await finish(90 * SECOND);
    tell(`Redis away for ten minutes (${away / 1000} s of them real): all done ${Math.round(took / 1000)} s after it was back`);
    await expectEachOnce(1000);
  });

  test.skipIf(!hasEngine('PostgreSQL alone'))('PostgreSQL is restarted under load, and killed', async () => {
    await begin('PostgreSQL alone');
    await plan(2000, (index) => index * 5);
    await sleep(2 * SECOND);
    await running.servers.postgres?.restart();
    await sleep(2 * SECOND);
    await running.servers.postgres?.kill();
    await running.servers.postgres?.restart();
    const took = await finish(150 * SECOND);
    tell(`PostgreSQL restarted and killed with 2000 rows planned: the last ran ${Math.round(took / 1000)} s later`);
    await expectEachOnce(2000);
  });
});

async function emptyRedis(url: string): Promise<void> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url);
  await redis.flushall();
  redis.disconnect();
}
