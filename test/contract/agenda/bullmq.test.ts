import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createPostgresService } from '../../../src/agenda/bullmq/postgres.js';
import { createRedisService } from '../../../src/agenda/bullmq/redis.js';
import { createBullmqRunner, SWEEP } from '../../../src/agenda/bullmq/runner.js';
import { after, HOUR } from '../../../src/core/time.js';
import { defineJob, type JobOutcome } from '../../../src/feature-api/index.js';
import { createTestClock, type TestClock } from '../../support/clock.js';
import { createTestLogger } from '../../support/logger.js';
import { hasService, services } from '../../support/services/index.js';
import { openOnPostgres, openTestStore } from '../../support/store.js';
import { createManualTimer, until } from '../../support/timer.js';
import { describeQuietHours } from './describe-quiet-hours.js';
import { describeRunner, type RunnerOptions } from './describe-runner.js';

/** Fewer rows than one platform keeps waiting in a test. */
const WINDOW = 40;
const TRAITS = { alone: false, looksEvery: SWEEP };

describe.skipIf(!hasService('redis'))('on Redis', () => {
  let url: string;
  beforeAll(async () => {
    url = await services.redis();
  });

  const create = (options: RunnerOptions) =>
    createBullmqRunner({
      ...options,
      window: WINDOW,
      createService: (given) => createRedisService({ ...given, url, prefix: `test-${randomUUID()}` }),
    });
  describeRunner('BullMQ on Redis', () => openTestStore(), create, TRAITS);
  describeQuietHours('BullMQ on Redis', () => openTestStore(), create);

  test.each([-HOUR, HOUR])(
    'a process whose clock is %i ms off takes no row that another runs and renews, and takes it once that one is gone',
    async (off) => {
      const store = await openTestStore();
      const prefix = `test-${randomUUID()}`;
      const [right, wrong] = [createTestClock(), createTestClock()];
      wrong.advance(off);
      const ran: string[] = [];
      const ends: (() => void)[] = [];
      const start = async (owner: string, clock: TestClock) => {
        const timer = createManualTimer();
        const run = async (): Promise<JobOutcome> => {
          ran.push(owner);
          await new Promise<void>((resolve) => ends.push(resolve));
          return { type: 'done', effects: async () => {} };
        };
        const runner = createBullmqRunner({
          store,
          clock,
          timer,
          owner,
          logger: createTestLogger(),
          platforms: [],
          jobs: [defineJob({ kind: 'deliver', class: 'delivery', lateness: { policy: 'run' }, payload: z.unknown() }, run)],
          createService: (given) => createRedisService({ ...given, url, prefix }),
        });
        await runner.start();
        return {
          runner,
          async sweep() {
            timer.ring();
            await until(() => timer.waits().length > 0);
          },
        };
      };
      await store.autocommit.agenda.plan({ key: 'long', kind: 'deliver', payload: {}, dueAt: after(right.now(), -2 * HOUR) });
      const one = await start('one', right);
      await until(() => ran.length === 1);
      const two = await start('two', wrong);
      const state = async () => (await store.autocommit.agenda.find('long'))?.state;
      for (let minute = 0; minute < 3; minute += 1) {
        for (const clock of [right, wrong]) clock.advance(SWEEP);
        // Sweeps of processes fall between one another as they like.
        await one.sweep();
        for (let time = 0; time < 2; time += 1) await two.sweep();
        expect([ran, (await store.autocommit.agenda.find('long'))?.interruptions]).toEqual([['one'], 0]);
      }
      // It hangs: nothing is renewed any more.
      for (let time = 0; time < 4; time += 1) await two.sweep();
      await until(async () => (await store.autocommit.agenda.find('long'))?.interruptions === 1);
      await until(async () => {
        // The first comes to itself, and finds that the row is no longer its own.
        for (const end of ends.splice(0)) end();
        return (await state()) === 'done';
      });
      expect(ran).toHaveLength(2);
      await Promise.all([one.runner.stop(0), two.runner.stop(0)]);
      await store.close();
    },
  );
});

describe.skipIf(!hasService('redis') || !hasService('postgres'))('on Redis, with the agenda in PostgreSQL', () => {
  let url: string;
  beforeAll(async () => {
    url = await services.redis();
  });
  describeRunner(
    'BullMQ on Redis beside PostgreSQL',
    () => openOnPostgres(),
    (options) =>
      createBullmqRunner({
        ...options,
        window: WINDOW,
        createService: (given) => createRedisService({ ...given, url, prefix: `test-${randomUUID()}` }),
      }),
    TRAITS,
  );
});

describe.skipIf(!hasService('postgres'))('on PostgreSQL', () => {
  let url: string;
  // As in production: the queue's tables beside ours, in one database.
  const open = async () => {
    url = await services.postgresWithTables();
    return openTestStore({ url, isMigrated: true });
  };
  const create = (options: RunnerOptions) =>
    createBullmqRunner({ ...options, window: WINDOW, createService: (given) => createPostgresService({ ...given, url }) });
  describeRunner('BullMQ on PostgreSQL', open, create, TRAITS);
  describeQuietHours('BullMQ on PostgreSQL', open, create);
});
