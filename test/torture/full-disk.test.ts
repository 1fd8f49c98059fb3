import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { chooseEngine } from '../../src/cli/engine.js';
import { offlineContexts, openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import { after, systemClock } from '../../src/core/time.js';
import { defineJob } from '../../src/feature-api/index.js';
import { StoreError } from '../../src/store/errors.js';
import { hasEngine, startEngine } from '../support/engines.js';
import { createTestLogger } from '../support/logger.js';
import { noDeliveries } from '../support/no-deliveries.js';
import { removeFolder } from '../support/program.js';
import { mountSmallDisk } from '../support/services/small-disk.js';
import { tell } from './form.js';

const DISK_MB = 48;
const ROWS = 300;

/** Our database and the queue's stand on a disk of their own, a real one, which is filled while rows are run. */
test.skipIf(!hasEngine('PostgreSQL alone'))(
  'PostgreSQL’s disk is full for a while: nothing is written by half, and all goes on when there is room',
  async () => {
    const disk = await mountSmallDisk(DISK_MB);
    if (disk === undefined) {
      tell('no disk may be mounted on this machine: a full one was not seen here');
      expect(disk).toBeUndefined();
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), 'mudhif-torture-'));
    const running = await startEngine('PostgreSQL alone', folder);
    const server = new pg.Client({ connectionString: running.database });
    await server.connect();
    await server.query(`create tablespace small location '${disk.folder}'`);
    await server.query('create database small template template0 tablespace small');
    const url = new URL(running.database);
    url.pathname = '/small';
    const environment = readEnvironment({ DATABASE_URL: url.href });
    const opened = await openStore(environment);
    const store = offlineContexts(opened.store, environment);
    const filler = new pg.Client({ connectionString: url.href });
    await filler.connect();
    const logger = createTestLogger();
    const engine = await chooseEngine(environment, opened, { role: 'all', logger });
    const count = defineJob<unknown>(
      { kind: 'count', class: 'normal', lateness: { policy: 'run' }, payload: z.unknown() },
      async (_context, _payload, { key }) => ({
        type: 'done',
        effects: async ({ community }) => {
          const times = Number((await community.fact(`ran:${key}`))?.split(' ')[0] ?? 0) + 1;
          // So long that it needs room.
          await community.saveFact(`ran:${key}`, `${times} ${'x'.repeat(1900)}`);
        },
      }),
    );
    const runner = engine.createRunner({ store, clock: systemClock, logger, owner: 'full', platforms: [], jobs: [count, noDeliveries] });
    try {
      await filler.query('create table filler (words text) with (fillfactor = 100); alter table filler alter words set storage plain');
      await store.transaction(async ({ agenda }) => {
        const now = systemClock.now();
        for (let index = 0; index < ROWS; index += 1)
          await agenda.plan({ key: `row:${index}`, kind: 'count', payload: {}, dueAt: after(now, 2000 + index * 20) });
      });
      await runner.start();
      await sleep(2500);
      const fill = async (): Promise<string | undefined> => {
        for (let turn = 0; turn < 10_000; turn += 1) {
          const refused = await filler.query(`insert into filler select repeat('y', 7000) from generate_series(1, 20)`).then(
            () => undefined,
            (error: unknown) => (error instanceof pg.DatabaseError ? error.code : String(error)),
          );
          if (refused !== undefined) return refused;
        }
        return undefined;
      };
      expect(await fill(), 'the disk is full').toBe('53100');
      const half = store.transaction(async ({ community }) => {
        await community.saveFact('half', 'a');
        for (let index = 0; index < 500; index += 1) await community.saveFact(`half:${index}`, 'z'.repeat(1900));
      });
      const refused = await half.catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(StoreError);
      expect(refused).toMatchObject({ humanError: { key: 'store.diskFull' } });
      expect(await store.autocommit.community.fact('half')).toBeUndefined();
      // For some sweeps.
      await sleep(12_000);
      const { planned = 0, running: busy = 0 } = await store.autocommit.agenda.countByState();
      const left = planned + busy;
      await disk.grow(4 * DISK_MB);
      const began = performance.now();
      await expect.poll(() => store.autocommit.agenda.countByState(), { timeout: 120_000, interval: 200 }).toEqual({});
      tell(
        `PostgreSQL's disk full for 12 s with ${left} of ${ROWS} rows to run: all done ${Math.round((performance.now() - began) / 1000)} s after there was room`,
      );
      const times = await Promise.all(Array.from({ length: ROWS }, (_, index) => store.autocommit.community.fact(`ran:row:${index}`)));
      expect(times.filter((each) => each?.split(' ')[0] !== '1')).toEqual([]);
      await store.transaction(({ community }) => community.saveFact('half', 'a'));
    } finally {
      await runner.stop(0);
      await filler.end();
      await server.end();
      await store.close();
      await running.end();
      await disk.end();
      removeFolder(folder);
    }
  },
);
