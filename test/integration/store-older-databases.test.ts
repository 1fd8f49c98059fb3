import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.js';
import { migrationStatus } from '../../src/store/migrate.js';
import { SECRET } from '../contract/store/erase.js';
import { aMember } from '../contract/store/samples.js';
import { openTestStore } from '../support/store.js';

const FIXTURES = join(import.meta.dirname, '../fixtures/databases');
const older = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.sql'))
  .sort();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mudhif-older-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const schemaOf = async ({ db }: Database) =>
  (await sql<{ sql: string }>`select sql from sqlite_master where sql is not null order by name`.execute(db)).rows.map((row) => row.sql);

describe.each(older)('a database of version %s', (name) => {
  test('opens, keeps what it holds, and ends up like a new one', async () => {
    const file = join(folder, 'old.db');
    const raw = new Sqlite(file);
    raw.exec(readFileSync(join(FIXTURES, name), 'utf8'));
    raw.close();

    const store = await openTestStore({ file });
    expect(await migrationStatus(store.database)).toMatchObject({ pending: [], unknown: [] });
    const { members, coffee, deliveries, webChat, agenda } = store.autocommit;
    const person = await members.findByEmail(`${SECRET}@example.org`);
    expect(person).toMatchObject({ offers: [`offer ${SECRET}`], visibility: { email: 'nobody' } });
    expect((await coffee.rounds({ limit: 5 }))[0]).toMatchObject({ number: 1 });
    expect(person && (await coffee.matchesOf(person.id))[0]?.members).toHaveLength(2);
    expect((await deliveries.find('pair'))?.to).toMatchObject({ to: 'group', group: 'coffee:1' });
    expect((await agenda.list({ limit: 50 })).length).toBeGreaterThan(5);
    expect((await webChat.writtenBy(`user-${SECRET}`)).length).toBe(3);
    expect(await members.insert(aMember({ name: 'Next' }))).toBeGreaterThan(person?.id ?? 0);
    expect((await sql`pragma foreign_key_check`.execute(store.database.db)).rows).toEqual([]);

    const fresh = await openTestStore();
    expect(await schemaOf(store.database)).toEqual(await schemaOf(fresh.database));
    await fresh.close();
    await store.close();
  });
});

test('there is an older database for each migration but those not yet released', () => {
  expect(older[0]).toMatch(/^0001_/);
});
