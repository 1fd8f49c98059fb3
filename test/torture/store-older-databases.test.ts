import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrationsFor } from '../../migrations/index.js';
import { openDatabase } from '../../src/cli/database.js';
import { restore, resume } from '../../src/cli/restore.js';
import { readEnvironment } from '../../src/config/environment.js';
import { speaker } from '../../src/language/index.js';
import type { Database } from '../../src/store/database.js';
import { sqliteTraits } from '../../src/store/dialect.js';
import { migrationStatus } from '../../src/store/migrate.js';
import { readArchive } from '../../src/store/transfer/archive.js';
import { dump } from '../../src/store/transfer/dump.js';
import { load } from '../../src/store/transfer/load.js';
import { SECRET } from '../contract/store/erase.js';
import { aMember, T0 } from '../contract/store/samples.js';
import { lostRows, rowsByTable } from '../support/copied-rows.js';
import { hasService, services } from '../support/services/index.js';
import { engines, openTestStore, type TestStore } from '../support/store.js';

const DATABASES = join(import.meta.dirname, '../fixtures/databases');
const BACKUPS = join(import.meta.dirname, '../fixtures/backups');
/** Tables of older databases that a later migration removes on purpose. */
const REMOVED_TABLES = ['', '_config', '_data', '_idx'].map((part) => `resource_words_index${part}`);

const older = readdirSync(DATABASES)
  .filter((name) => name.endsWith('.sql.gz'))
  .map((name) => name.slice(0, -'.sql.gz'.length))
  .sort();
const backups = readdirSync(BACKUPS).filter((name) => name.endsWith('.backup'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mudhif-older-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const tablesOf = async ({ db }: Database) => (await db.introspection.getTables()).map(({ name }) => name);
const schemaOf = async ({ db }: Database) =>
  (await sql<{ sql: string }>`select sql from sqlite_master where sql is not null order by name`.execute(db)).rows.map((row) => row.sql);

/** The older database in a file of its own, as yet without a later migration. */
function write(version: string): string {
  const file = join(folder, 'old.db');
  const raw = new Sqlite(file);
  raw.exec(gunzipSync(readFileSync(join(DATABASES, `${version}.sql.gz`))).toString('utf8'));
  raw.close();
  return file;
}

async function expectWhatItHeld(store: TestStore): Promise<void> {
  expect(await migrationStatus(store.database)).toMatchObject({ pending: [], unknown: [] });
  const { members, coffee, deliveries, webChat, agenda } = store.autocommit;
  const [person] = await members.findByEmail(`${SECRET}@example.org`);
  expect(person).toMatchObject({ offers: [`offer ${SECRET}`], visibility: { email: 'nobody' } });
  expect((await coffee.rounds({ limit: 5 }))[0]).toMatchObject({ number: 1 });
  expect(person && (await coffee.matchesOf(person.id))[0]?.members).toHaveLength(2);
  expect((await deliveries.find('pair'))?.to).toMatchObject({ to: 'group', group: 'coffee:1' });
  expect((await agenda.list({ limit: 50 })).length).toBeGreaterThan(5);
  expect((await webChat.writtenBy(`user-${SECRET}`)).length).toBe(3);
  expect(await members.insert(aMember({ name: 'Next' }))).toBeGreaterThan(person?.id ?? 0);
}

describe.each(older)('a database of version %s', (version) => {
  test('holds rows in each of its tables', () => {
    const raw = new Sqlite(write(version), { readonly: true });
    const tables = raw.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'").pluck().all();
    const empty = tables.filter(
      (name) =>
        raw
          .prepare(`select count(*) from "${String(name)}"`)
          .pluck()
          .get() === 0,
    );
    raw.close();
    expect(empty).toEqual([]);
  });

  test('opens, keeps what it holds, and ends up like a new one', async () => {
    const file = write(version);
    const old = openDatabase(`sqlite:${file}`);
    const before = await rowsByTable(dump(old, T0));
    const tables = await tablesOf(old);
    await old.close();

    const store = await openTestStore({ file });
    expect(lostRows(before, await rowsByTable(dump(store.database, T0)))).toEqual([]);
    await expectWhatItHeld(store);
    expect((await sql`pragma foreign_key_check`.execute(store.database.db)).rows).toEqual([]);

    const kept = await tablesOf(store.database);
    expect(tables.filter((name) => !kept.includes(name))).toEqual(REMOVED_TABLES.filter((name) => tables.includes(name)));
    const fresh = await openTestStore();
    expect(await schemaOf(store.database)).toEqual(await schemaOf(fresh.database));
    await fresh.close();
    await store.close();
  });

  test.skipIf(!hasService('postgres'))('moves to PostgreSQL with all it holds', async () => {
    const old = openDatabase(`sqlite:${write(version)}`);
    const url = await services.postgres();
    const target = openDatabase(url, { patient: true });
    await load(target, { pieces: dump(old, T0) });
    expect(lostRows(await rowsByTable(dump(old, T0)), await rowsByTable(dump(target, T0)))).toEqual([]);
    await target.close();
    await old.close();

    const store = await openTestStore({ url });
    await expectWhatItHeld(store);
    await store.close();
  });
});

describe.each(engines())('a backup made by an older version, restored into $name', ({ name: engine }) => {
  test.each(backups)('%s holds all it held, stands still, and goes on when told', async (name) => {
    const url = engine === 'SQLite' ? `sqlite:${join(folder, 'restored.db')}` : await services.postgres();
    const environment = readEnvironment({ DATABASE_URL: url, DATA_DIR: folder });
    const lines: string[] = [];
    const output = { language: 'en', say: speaker('en'), line: (text: string) => lines.push(text), error: expect.unreachable } as const;
    const file = join(BACKUPS, name);
    expect(await restore(environment, output, file)).toBe(0);
    const store = await openTestStore({ url });
    const held = new Map(await rowsByTable(readArchive(file)));
    // Sessions that have ended since must not come back.
    held.delete('web_sessions');
    expect(lostRows(held, await rowsByTable(dump(store.database, T0)))).toEqual([]);
    expect(await store.autocommit.agenda.standstill()).toBeDefined();
    if (name.includes('sample')) expect((await store.autocommit.coffee.rounds({ limit: 20 })).length).toBe(8);
    else await expectWhatItHeld(store);
    await store.close();

    expect(await resume(environment, output, { showOnly: false })).toBe(0);
    const resumed = await openTestStore({ url });
    expect(await resumed.autocommit.agenda.standstill()).toBeUndefined();
    await resumed.close();
  });
});

test('names that became equal stay two organisations until organisers join them, and a language has one code', async () => {
  const file = write('0013_months_as_they_were');
  const raw = new Sqlite(file);
  const insert = raw.prepare(`insert into organisations (community_id, name, folded_name, type, governorates, sectors, status)
    values (1, ?, ?, 'local', '[]', '[]', ?)`);
  insert.run('Women Voice', 'women voice', 'proposed');
  insert.run('Women-Voice', 'women-voice', 'approved');
  insert.run('Women’Voice', 'women’voice', 'approved');
  raw.prepare(`update members set languages = '["ara","ckb","eng","ar"]' where id = 1`).run();
  raw.close();

  const store = await openTestStore({ file });
  const { organisations, members } = store.autocommit;
  expect((await organisations.findByName('women‑voice'))?.name).toBe('Women-Voice');
  expect((await organisations.becameEqual()).map(({ name }) => name)).toEqual(['Women’Voice']);
  expect((await organisations.list()).filter(({ name }) => name.startsWith('Women')).length).toBe(3);
  expect((await members.list({}, { offset: 0, limit: 99 })).find(({ id }) => Number(id) === 1)?.languages).toEqual(['ar', 'ckb', 'en']);
  await store.close();
});

test('each migration has an older database: `npm run fixture` writes the newest one', () => {
  expect(older).toEqual(Object.keys(migrationsFor(sqliteTraits)).sort());
});

test('there are backups of the sample community and of a database that has a row in each table', () => {
  expect(backups).toEqual(expect.arrayContaining(['0007_quarantine-sample.backup', '0007_quarantine.backup']));
});
