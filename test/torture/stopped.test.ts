import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import { after, HOUR, MINUTE, systemClock } from '../../src/core/time.js';
import { memberIn } from '../support/active-member.js';
import { bundle } from '../support/bundle.js';
import { ENGINES, hasEngine, startEngine } from '../support/engines.js';
import { startChild } from '../support/kill.js';
import { testStoreOf } from '../support/store.js';
import { tell } from './form.js';

const CHILD = fileURLToPath(new URL('../support/kill-child.ts', import.meta.url));
const EACH = 120;

/** Every process is stopped for two hours in which a message of each kind is due each minute. */
describe('all processes are stopped for two hours', () => {
  for (const engine of ENGINES) {
    test.skipIf(!hasEngine(engine))(
      `${engine}: what fell due is sent or dropped as its kind says, and every row is accounted for`,
      async () => {
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
            const member = await memberIn(inside, { platform: 'web', space: 'test', user: 'reader' });
            for (const kind of ['news', 'flash']) {
              for (let number = 0; number < EACH; number += 1) {
                const dueAt = after(now, number * MINUTE + 1);
                await inside.deliveries.plan({ key: `${kind}:${number}`, kind, args: { number }, to: { to: 'member', member }, dueAt });
              }
            }
          });
          // Each of two processes, a moment after two hours.
          const options = {
            database: running.database,
            ...(running.redis !== undefined && { redis: running.redis }),
            posts: join(folder, 'posts.db'),
            clockAheadMs: 2 * HOUR,
          };
          const children = Array.from({ length: engine === 'SQLite alone' ? 1 : 2 }, () => startChild(program.file, options));
          await Promise.all(children.map(({ ended }) => ended));

          const shown = posts.prepare<[], string>('select key from posts').pluck().all();
          const late = await store.autocommit.deliveries.list({ states: ['dropped'], limit: 1000 });
          tell(`${engine}: stopped for two hours, ${2 * EACH} messages fell due: ${shown.length} sent, ${late.length} dropped`);
          expect(new Set(shown).size).toBe(shown.length);
          // News are told whenever; a flash is of use for half an hour.
          expect(shown.filter((key) => key.startsWith('news'))).toHaveLength(EACH);
          expect(late.every(({ kind, reason }) => kind === 'flash' && reason === 'too-late')).toBe(true);
          expect(late.every(({ dueAt }) => dueAt < after(now, 2 * HOUR - 29 * MINUTE))).toBe(true);
          expect(shown.length + late.length).toBe(2 * EACH);
          expect(late.length).toBeGreaterThanOrEqual(EACH - 31);
          expect(await store.autocommit.agenda.countByState()).toEqual({});
        } finally {
          posts.close();
          await store.close();
          await running.end();
          for (const made of [folder, program.folder]) rmSync(made, { recursive: true, force: true });
        }
      },
    );
  }
});
