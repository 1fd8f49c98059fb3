import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { QUARANTINE_AFTER, QUARANTINE_TRIES_MAX } from '../../src/agenda/backoff.js';
import { openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import { after, systemClock } from '../../src/core/time.js';
import { memberIn } from '../support/active-member.js';
import { bundle } from '../support/bundle.js';
import { type EngineName, hasEngine, startEngine } from '../support/engines.js';
import { startChild } from '../support/kill.js';
import { testStoreOf } from '../support/store.js';
import { tell } from './form.js';

const CHILD = fileURLToPath(new URL('../support/kill-child.ts', import.meta.url));
const MESSAGES = 60;
const KILLER = 7;
const ENGINES: readonly EngineName[] = ['SQLite alone', 'PostgreSQL alone'];

/** One of sixty messages ends each process that puts it together; each process is started again. */
describe('a message that ends its process', () => {
  for (const engine of ENGINES) {
    test.skipIf(!hasEngine(engine))(`${engine}: it fails within bounds, and every other one goes out once`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'mudhif-torture-'));
      const running = await startEngine(engine, folder);
      const program = await bundle(CHILD);
      const posts = new Sqlite(join(folder, 'posts.db'));
      posts.exec('create table posts (id integer primary key autoincrement, key text not null, place text not null)');
      const { database, communityId } = await openStore(readEnvironment({ DATABASE_URL: running.database }));
      const store = testStoreOf(database, communityId);
      try {
        const now = systemClock.now();
        await store.transaction(async (inside) => {
          for (let number = 0; number < MESSAGES; number += 1) {
            const member = await memberIn(inside, { platform: 'web', space: 'test', user: `reader${number}` });
            const dueAt = after(now, -MESSAGES + number);
            await inside.deliveries.plan({ key: `news:${number}`, kind: 'news', args: { number }, to: { to: 'member', member }, dueAt });
          }
        });
        let ends = 0;
        const live = () =>
          startChild(program.file, {
            database: running.database,
            posts: join(folder, 'posts.db'),
            killer: KILLER,
            times: { leaseMs: 1000, sweepMs: 250 },
          }).ended;
        for (; !(await live()); ends += 1);
        const shown = posts.prepare<[], string>('select key from posts').pluck().all();
        tell(`${engine}: a message that ends its process did so ${ends} times; the other ${shown.length} went out`);
        expect(ends).toBe(QUARANTINE_AFTER + QUARANTINE_TRIES_MAX);
        expect(shown).toHaveLength(MESSAGES - 1);
        expect(new Set(shown).size).toBe(MESSAGES - 1);
        const failed = await store.autocommit.agenda.list({ states: ['failed'], limit: 10 });
        expect(failed.map(({ key, reason }) => [key, reason])).toEqual([[`deliver:news:${KILLER}`, 'interrupted']]);
      } finally {
        posts.close();
        await store.close();
        await running.end();
        for (const made of [folder, program.folder]) rmSync(made, { recursive: true, force: true });
      }
    });
  }
});
