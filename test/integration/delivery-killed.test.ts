import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { after, systemClock } from '../../src/core/time.js';
import { memberIn } from '../support/active-member.js';
import { bundle } from '../support/bundle.js';
import { startChild } from '../support/kill.js';
import { openTestStore } from '../support/store.js';

const CHILD = fileURLToPath(new URL('../support/kill-child.ts', import.meta.url));
const DELIVERIES = 200;
const READERS = 25;
/** After so many the process may end its work in peace. */
const KILLS = 4;

let folder: string;
let program: Awaited<ReturnType<typeof bundle>>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mudhif-killed-'));
  program = await bundle(CHILD);
});
afterEach(() => {
  for (const made of [folder, program.folder]) rmSync(made, { recursive: true, force: true });
});

/** Starts the process and kills it `afterMs` after it began to work; resolves to whether it came to its end by itself. */
async function run(afterMs: number | undefined): Promise<boolean> {
  const child = startChild(program.file, { database: `sqlite:${join(folder, 'store.db')}`, posts: join(folder, 'posts.db') });
  await child.ready;
  if (afterMs !== undefined) setTimeout(() => child.process.kill('SIGKILL'), afterMs);
  return child.ended;
}

test('a process killed again and again loses no message and sends none twice, and keeps their order', { timeout: 240_000 }, async () => {
  const store = await openTestStore({ file: join(folder, 'store.db') });
  const now = systemClock.now();
  await store.transaction(async (inside) => {
    const readers: MemberId[] = [];
    for (let index = 0; index < READERS; index += 1) {
      readers.push(await memberIn(inside, { platform: 'web', space: 'test', user: `${index}` }, { name: `Reader ${index}` }));
    }
    for (let index = 0; index < DELIVERIES; index += 1) {
      const member = readers[index % READERS];
      if (member === undefined) continue;
      const key = `m${String(index).padStart(4, '0')}`;
      await inside.deliveries.plan({
        key,
        kind: 'news',
        args: { number: index },
        to: { to: 'member', member },
        dueAt: after(now, -1000 + index),
      });
    }
  });
  await store.close();
  const posts = new Sqlite(join(folder, 'posts.db'));
  posts.pragma('journal_mode = WAL');
  posts.exec('create table posts (id integer primary key autoincrement, key text not null, place text not null)');

  let kills = 0;
  while (!(await run(kills < KILLS ? 20 + Math.floor(Math.random() * 120) : undefined))) kills += 1;

  const rows = posts.prepare<[], { key: string; place: string }>('select key, place from posts order by id').all();
  posts.close();
  const keys = rows.map(({ key }) => key);
  expect(new Set(keys).size, 'none lost').toBe(DELIVERIES);
  expect(keys.length, 'none doubled').toBe(DELIVERIES);
  for (const place of new Set(rows.map((row) => row.place))) {
    const own = rows.filter((row) => row.place === place).map(({ key }) => key);
    expect(own).toEqual([...own].sort());
  }
  expect(kills, 'it was killed while it worked').toBeGreaterThanOrEqual(3);

  const again = await openTestStore({ file: join(folder, 'store.db') });
  expect(await again.autocommit.deliveries.list({ states: ['sent'], limit: 1000 })).toHaveLength(DELIVERIES);
  await again.close();
});
