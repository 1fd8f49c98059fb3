import { expect, test } from 'vitest';
import { z } from 'zod';
import { QUARANTINE_AFTER, QUARANTINE_TRIES_MAX } from '../../../src/agenda/backoff.js';
import { createEmbeddedRunner } from '../../../src/agenda/embedded.js';
import { after, SECOND } from '../../../src/core/time.js';
import { type Context, type Contexts, defineJob, type JobOutcome, type JobRun } from '../../../src/feature-api/index.js';
import { createTestClock } from '../../support/clock.js';
import { createTestLogger } from '../../support/logger.js';
import { openTestStore } from '../../support/store.js';
import { createManualTimer, until } from '../../support/timer.js';
import { describeQuietHours } from './describe-quiet-hours.js';
import { describeRunner } from './describe-runner.js';

describeRunner('embedded', () => openTestStore(), createEmbeddedRunner, { alone: true, looksEvery: SECOND });
describeQuietHours('embedded', () => openTestStore(), createEmbeddedRunner);

test('a row that ends its process each time fails within bounds, and takes none of those beside it along', async () => {
  const store = await openTestStore();
  const clock = createTestClock();
  const contexts = store.contexts({ clock });
  for (let index = 0; index < 60; index += 1)
    await store.autocommit.agenda.plan({
      key: index === 15 ? 'killer' : `beside:${index}`,
      kind: 'deliver',
      payload: {},
      dueAt: after(clock.now(), -60 + index),
    });
  let ends = 0;
  const live = async (): Promise<void> => {
    let isDead = false;
    const never = () => new Promise<never>(() => {});
    // What a process that ended has not written, it never writes.
    const mortal: Contexts = { ...contexts, transaction: (work) => (isDead ? never() : contexts.transaction(work)) };
    const run = async (_context: Context, _payload: unknown, { key }: JobRun): Promise<JobOutcome> => {
      if (key === 'killer') isDead = true;
      return { type: 'done', effects: async () => {} };
    };
    const runner = createEmbeddedRunner({
      store: mortal,
      clock,
      timer: createManualTimer(),
      logger: createTestLogger(),
      owner: `life ${ends}`,
      platforms: ['web', 'slack'],
      jobs: [defineJob({ kind: 'deliver', class: 'delivery', lateness: { policy: 'run' }, payload: z.unknown() }, run)],
    });
    await runner.start();
    const isDone = async () => Object.keys(await store.autocommit.agenda.countByState()).every((state) => state === 'failed');
    await until(async () => isDead || (await isDone()));
    if (!isDead) return runner.stop(0);
    ends += 1;
    return live();
  };
  await live();
  expect(ends).toBe(QUARANTINE_AFTER + QUARANTINE_TRIES_MAX);
  expect((await store.autocommit.agenda.list({ states: ['failed'], limit: 100 })).map(({ key, reason }) => [key, reason])).toEqual([
    ['killer', 'interrupted'],
  ]);
  expect(await store.autocommit.agenda.list({ states: ['done'], limit: 100 })).toHaveLength(59);
  await store.close();
});

test('a row that is planned again while the end of its run is being written runs again', async () => {
  const store = await openTestStore();
  const clock = createTestClock();
  const contexts = store.contexts({ clock });
  await store.autocommit.agenda.plan({ key: 'again', kind: 'deliver', payload: {}, dueAt: after(clock.now(), -SECOND) });
  const planned = await store.autocommit.agenda.upcoming({ until: clock.now(), limit: 1 });
  let tellLate = (_rows: typeof planned) => {};
  let endFirstRun = () => {};
  let runs = 0;
  const { agenda } = contexts.autocommit;
  const late: Contexts = {
    ...contexts,
    onPlanned(listener) {
      tellLate = listener;
      return contexts.onPlanned(listener);
    },
    autocommit: {
      ...contexts.autocommit,
      agenda: {
        ...agenda,
        async upcoming(options) {
          const rows = await agenda.upcoming(options);
          // The row is claimed again just before its first run ends, so that one transaction writes both.
          if (runs === 1) process.nextTick(endFirstRun);
          return rows;
        },
      },
    },
  };
  const run = async (): Promise<JobOutcome> => {
    runs += 1;
    if (runs > 1) return { type: 'done', effects: async () => {} };
    await new Promise<void>((resolve) => {
      endFirstRun = resolve;
      tellLate(planned);
      runner.wake();
    });
    return { type: 'later', at: clock.now(), reason: 'wait-turn' };
  };
  const runner = createEmbeddedRunner({
    store: late,
    clock,
    timer: createManualTimer(),
    logger: createTestLogger(),
    owner: 'one',
    platforms: [],
    jobs: [defineJob({ kind: 'deliver', class: 'delivery', lateness: { policy: 'run' }, payload: z.unknown() }, run)],
  });
  await runner.start();
  await until(async () => (await store.autocommit.agenda.find('again'))?.state === 'done');
  expect(runs).toBe(2);
  await runner.stop(0);
  await store.close();
});
