import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/cli/database.js';
import { MudhifError, SetupError } from '../../src/core/errors.js';
import { features } from '../../src/features/index.js';
import { StoreError } from '../../src/store/errors.js';
import { migrate, migrationStatus } from '../../src/store/migrate.js';
import { acquireRunLock } from '../../src/store/run-lock.js';
import { SCRUB_DUE } from '../../src/store/scrub.js';
import { openSqlite } from '../../src/store/sqlite.js';
import { allTables } from '../../src/store/tables.js';
import { fillWithPerson, SECRET } from '../contract/store/erase.js';
import { aMember } from '../contract/store/samples.js';
import { erase } from '../support/one-person.js';
import { openTestStore } from '../support/store.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mudhif-store-'));
  file = join(folder, 'mudhif.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What `work` fails with, as the key of the sentence that a person reads. */
async function keyOf(work: () => unknown, kind: typeof MudhifError = MudhifError): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof kind) return error.humanError.key;
    throw error;
  }
  throw new Error('it did not fail');
}

const open = async () => {
  const database = openSqlite({ file, tables: allTables(features.tables), busyTimeoutMs: 20 });
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
};

describe('a database that can’t be used says why', () => {
  test('a file that is no database', async () => {
    writeFileSync(file, 'a letter to the editor, of some length so that it is not taken for an empty file\n'.repeat(50));
    expect(await keyOf(open, SetupError)).toBe('store.notADatabase');
  });

  test('a folder that can’t be made', async () => {
    writeFileSync(join(folder, 'taken'), '');
    file = join(folder, 'taken', 'mudhif.db');
    expect(await keyOf(open, SetupError)).toBe('store.cannotOpen');
  });

  test('a database of another program', async () => {
    const other = new Sqlite(file);
    other.exec('create table recipes (name text)');
    other.close();
    expect(await keyOf(open, SetupError)).toBe('store.notOurs');
    const untouched = new Sqlite(file);
    expect(untouched.prepare('select name from sqlite_master').all()).toEqual([{ name: 'recipes' }]);
    untouched.close();
  });

  test('a database of a newer version, which stays as it is', async () => {
    await open();
    const newer = new Sqlite(file);
    newer.exec("insert into kysely_migration (name, timestamp) values ('9999_from_the_future', '2030-01-01')");
    newer.close();
    const before = readFileSync(file);
    const error = await open().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SetupError);
    expect(error instanceof SetupError && error.humanError).toEqual({
      key: 'store.newerDatabase',
      values: { file, version: '9999_from_the_future' },
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('a full disk: nothing is written by half, and all goes on when there is room', async () => {
    const store = await openTestStore({ file });
    await sql`pragma max_page_count = 1`.execute(store.database.db);
    const writing = () =>
      store.transaction(async ({ members, community }) => {
        await community.saveFact('half', 'written');
        await members.insert(aMember({ name: 'x'.repeat(500_000) }));
      });
    expect(await keyOf(writing, StoreError)).toBe('store.diskFull');
    expect(await store.autocommit.community.fact('half')).toBeUndefined();
    await sql`pragma max_page_count = 1000000`.execute(store.database.db);
    await writing();
    expect(await store.autocommit.community.fact('half')).toBe('written');
    await store.close();
  });

  test('a transaction that SQLite has undone by itself, as it does on a full disk: the reason is told', async () => {
    const store = await openTestStore({ file });
    await sql`create temp trigger undone before insert on community_facts begin select raise(rollback, 'the disk is full'); end`.execute(
      store.database.db,
    );
    const writing = store.transaction(({ community }) => community.saveFact('half', 'written'));
    await expect(writing).rejects.toThrow('the disk is full');
    await sql`drop trigger undone`.execute(store.database.db);
    await store.transaction(({ community }) => community.saveFact('half', 'written'));
    expect(await store.autocommit.community.fact('half')).toBe('written');
    await store.close();
  });

  test('a database that another process writes at length', async () => {
    await open();
    const store = await openTestStore({ file });
    await sql`pragma busy_timeout = 20`.execute(store.database.db);
    const other = new Sqlite(file);
    other.exec('begin immediate');
    expect(await keyOf(() => store.autocommit.community.saveFact('a', 'b'), StoreError)).toBe('store.busy');
    expect(await store.autocommit.community.fact('a')).toBeUndefined();
    other.exec('commit');
    other.close();
    await store.autocommit.community.saveFact('a', 'b');
    await store.close();
  });

  test('a damaged database', async () => {
    const store = await openTestStore({ file });
    await store.transaction(async ({ members }) => {
      for (let index = 0; index < 200; index += 1) await members.insert(aMember({ name: `Member ${index}` }));
    });
    await store.close();
    truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096);
    const reading = async () => {
      const damaged = openDatabase(`sqlite:${file}`);
      await migrate(damaged);
      await sql`select * from members order by name`.execute(damaged.db);
    };
    expect(await keyOf(reading)).toBe('store.corrupt');
  });

  test('a file that may not be written', async () => {
    await open();
    chmodSync(folder, 0o755);
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444);
    // Root may write anything, so for this moment we are nobody.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(await keyOf(open)).toBe('store.readOnly');
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  test('a database that only reads', async () => {
    const store = await openTestStore({ file });
    await sql`pragma query_only = on`.execute(store.database.db);
    expect(await keyOf(() => store.autocommit.community.saveFact('a', 'b'), StoreError)).toBe('store.readOnly');
    await store.close();
  });
});

describe('migrations', () => {
  test('run once, and tell where they stand', async () => {
    const database = openDatabase(`sqlite:${file}`);
    const before = await migrationStatus(database);
    expect(before).toMatchObject({ applied: [], unknown: [] });
    expect(before.pending.length).toBeGreaterThan(0);
    expect(await migrate(database)).toEqual(before.pending);
    expect(await migrate(database)).toEqual([]);
    expect(await migrationStatus(database)).toEqual({ applied: before.pending, pending: [], unknown: [] });
    await database.close();
  });

  test('the database is set so that nothing confirmed is lost', async () => {
    const store = await openTestStore({ file });
    const pragma = async (name: string) => Object.values((await sql.raw(`pragma ${name}`).execute(store.database.db)).rows[0] ?? {})[0];
    expect([
      await pragma('journal_mode'),
      await pragma('synchronous'),
      await pragma('foreign_keys'),
      await pragma('secure_delete'),
    ]).toEqual(['wal', 2, 1, 1]);
    await store.close();
  });
});

describe('erasing', () => {
  test('leaves no byte of a person in the files', async () => {
    const store = await openTestStore({ file });
    const inFiles = () => readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(SECRET));
    const { zahra, organisation } = await fillWithPerson(store);
    // Pages are split and rewritten around the person, before and after.
    await store.transaction(async ({ members }) => {
      for (let index = 0; index < 400; index += 1) {
        const id = await members.insert(aMember({ name: `Filler ${index} ${'x'.repeat(index % 90)}`, organisation }));
        if (index % 3 === 0) await members.update(id, { offers: ['y'.repeat(index)] });
        if (index % 10 === 0) await members.update(zahra, { offers: [SECRET.repeat(index)] });
      }
    });
    expect(inFiles()).not.toEqual([]);
    await erase(store, zahra);
    expect(inFiles()).toEqual([]);
    await store.close();
    expect(inFiles()).toEqual([]);
  });
});

test('what can’t be cleaned after an erasure, because another process reads, is cleaned at the next start', async () => {
  const store = await openTestStore({ file });
  await sql`pragma busy_timeout = 20`.execute(store.database.db);
  const id = await store.autocommit.members.insert(aMember({ name: SECRET }));
  const reader = new Sqlite(file);
  reader.exec('begin');
  reader.prepare('select count(*) from members').get();
  await erase(store, id);
  expect(await store.autocommit.members.find(id)).toBeUndefined();
  expect(await store.autocommit.community.fact(SCRUB_DUE)).toBe('yes');
  reader.exec('commit');
  reader.close();
  const again = await openTestStore({ file });
  expect(await again.autocommit.community.fact(SCRUB_DUE)).toBeUndefined();
  expect(readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(SECRET))).toEqual([]);
  await again.close();
  await store.close();
});

describe('the lock of the one process that runs', () => {
  const child = (script: string) =>
    spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'], cwd: process.cwd() });
  const holdLock = (lockFile: string) => `
    import Sqlite from 'better-sqlite3';
    const lock = new Sqlite(${JSON.stringify(lockFile)});
    lock.exec('BEGIN EXCLUSIVE');
    console.log('held');
    setInterval(() => {}, 1000);`;

  test('keeps a second one out, and nobody from writing', async () => {
    await open();
    const lock = acquireRunLock(file);
    expect(await keyOf(() => acquireRunLock(file), SetupError)).toBe('store.alreadyRunning');
    const store = await openTestStore({ file });
    await store.autocommit.community.saveFact('imported', 'yes');
    await store.close();
    await lock.release();
    await acquireRunLock(file).release();
    await acquireRunLock(':memory:').release();
  });

  test('ends with its process, however that ends', async () => {
    const other = child(holdLock(`${file}.lock`));
    await once(other.stdout, 'data');
    expect(await keyOf(() => acquireRunLock(file), SetupError)).toBe('store.alreadyRunning');
    other.kill('SIGKILL');
    await once(other, 'close');
    await acquireRunLock(file).release();
  });
});
