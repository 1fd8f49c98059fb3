import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/cli/database.js';
import type { MemberId } from '../../src/core/ids.js';
import { after } from '../../src/core/time.js';
import type { Database } from '../../src/store/database.js';
import { migrate, migrationStatus } from '../../src/store/migrate.js';
import { ensureCommunity } from '../../src/store/store.js';
import { T0 } from '../contract/store/samples.js';
import { anyTable, insertAnywhere, type Reference, type Row, referencesOf } from '../support/every-table.js';
import { erase, merge } from '../support/one-person.js';
import { aMember } from '../support/records.js';
import { settingsOf } from '../support/settings.js';
import { engines, openTestStore, type TestStore } from '../support/store.js';

/** What a merge deletes with the row that goes, because it works for minutes only: `table.column`. */
const NOT_MERGED: readonly string[] = ['link_codes.member_id', 'link_codes.entered_by', 'link_guesses.member_id'];

/** What a full-text index keeps in tables of SQLite, which follow the tables that it is of. */
async function tablesOfIndexes({ db }: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_list where type in ('virtual', 'shadow')`.execute(db);
  return rows.map(({ name }) => name);
}

/** The columns of each unique index and primary key, by table. */
async function uniqueColumnsOf(engine: string, { db }: Database): Promise<ReadonlyMap<string, readonly string[]>> {
  const query =
    engine === 'SQLite'
      ? sql<{ table: string; columns: string }>`
          select t.name as "table", (select group_concat(name) from (select name from pragma_index_info(i.name) order by name)) as columns
          from sqlite_master t join pragma_index_list(t.name) i where t.type = 'table' and i."unique" = 1
          union all
          select t.name, (select group_concat(name) from (select name from pragma_table_info(t.name) where pk > 0 order by name))
          from sqlite_master t where t.type = 'table'`
      : sql<{ table: string; columns: string }>`
          select i.indrelid::regclass::text as "table", string_agg(a.attname, ',' order by a.attname collate "C") as columns
          from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey::int2[])
          where i.indisunique group by i.indexrelid, i.indrelid`;
  const found = new Map<string, string[]>();
  for (const { table, columns } of (await query.execute(db)).rows) found.set(table, [...(found.get(table) ?? []), columns]);
  return found;
}

describe.each(engines())('the tables on $name', ({ name: engine, open }) => {
  let store: TestStore;
  let references: readonly Reference[];
  beforeEach(async () => {
    store = await open();
    references = await referencesOf(engine, store.database);
  });
  afterEach(() => store.close());

  const toMembers = () => references.filter(({ target, targetColumn }) => target === 'members' && targetColumn === 'id');

  test('are all declared, by a feature or an engine', async () => {
    const migrated = (await store.database.db.introspection.getTables()).map(({ name }) => name);
    const indexes = engine === 'SQLite' ? await tablesOfIndexes(store.database) : [];
    expect(store.database.tables.map(({ name }) => name).sort()).toEqual(migrated.filter((name) => !indexes.includes(name)).sort());
  });

  test('have a key of columns that exist and name one row', async () => {
    const unique = await uniqueColumnsOf(engine, store.database);
    const wrong = store.database.tables.filter(({ name, key }) => !unique.get(name)?.includes([...key].sort().join()));
    expect(wrong.map(({ name, key }) => `${name} (${key.join()})`)).toEqual([]);
  });

  test('come after those they refer to, and features declare what theirs refer to', () => {
    const order = store.database.tables.map(({ name }) => name);
    const later = references.filter(({ table, target }) => table !== target && order.indexOf(target) > order.indexOf(table));
    expect(later.map(({ table, target }) => `${table} before ${target}`)).toEqual([]);
    const targetsOf = (name: string) => [...new Set(references.filter(({ table }) => table === name).map(({ target }) => target))];
    const declared = store.database.tables.filter(({ refersTo }) => refersTo !== undefined);
    expect(declared.map(({ name, refersTo = [] }) => [name, [...new Set([...refersTo, 'communities'])].sort()])).toEqual(
      declared.map(({ name }) => [name, targetsOf(name).sort()]),
    );
  });

  const insert = (table: string, given: Row) => insertAnywhere(store, references, table, given);

  /** How many rows name the member, by column. */
  const naming = async (member: MemberId): Promise<Readonly<Record<string, number>>> => {
    const counts: Record<string, number> = {};
    for (const { table, column } of toMembers()) {
      const rows = await anyTable(store.database).selectFrom(table).select(column).where(column, '=', member).execute();
      if (rows.length > 0) counts[`${table}.${column}`] = rows.length;
    }
    return counts;
  };

  const all = (): Readonly<Record<string, number>> => Object.fromEntries(toMembers().map(({ table, column }) => [`${table}.${column}`, 1]));

  async function memberEverywhere(): Promise<MemberId> {
    const member = await store.autocommit.members.insert(aMember({ name: 'Everywhere', joinedAt: after(T0, 1) }));
    for (const { table, column } of toMembers()) await insert(table, { [column]: member });
    expect(await naming(member)).toEqual(all());
    return member;
  }

  test('name nobody who was erased', async () => {
    const member = await memberEverywhere();
    await erase(store, member);
    expect(await naming(member)).toEqual({});
  });

  test('name the one who stays when two rows of one person become one, and lose no row', async () => {
    const into = await store.autocommit.members.insert(aMember({ name: 'Stays', joinedAt: T0 }));
    const from = await memberEverywhere();
    await merge(store, from, into);
    expect(await naming(from)).toEqual({});
    const kept = Object.fromEntries(Object.entries(all()).filter(([column]) => !NOT_MERGED.includes(column)));
    // And one that tells how to part the two again.
    expect(await naming(into)).toEqual({ ...kept, 'joined_members.member_id': 2 });
  });

  test.runIf(engine === 'SQLite')(
    'are erased by the hooks, not by a deletion that spreads: without foreign keys only counts name them',
    async () => {
      await store.close();
      store = await openTestStore();
      const member = await memberEverywhere();
      await sql`pragma foreign_keys = off`.execute(store.database.db);
      await erase(store, member);
      // A note in minutes that are not approved yet goes with who wrote it, and so do files of events, a resource that may not stay and a
      // request that nobody has answered.
      const gone: readonly string[] = [
        'event_files.member_id',
        'event_notes.member_id',
        'resources.member_id',
        'resource_requests.member_id',
      ];
      const counts = toMembers().filter(({ table, column, onDelete }) => onDelete === 'SET NULL' && !gone.includes(`${table}.${column}`));
      expect(await naming(member)).toEqual(Object.fromEntries(counts.map(({ table, column }) => [`${table}.${column}`, 1])));
    },
  );
});

test('a store in memory, whose tables are copied, has all that migrations make', async () => {
  const [copied, migrated] = [await openTestStore({ isSetUp: false }), openDatabase('sqlite::memory:')];
  try {
    await migrate(migrated);
    const made = async ({ db }: Database) =>
      (await sql`select type, name, tbl_name, sql from sqlite_master order by type, name`.execute(db)).rows;
    expect(await made(copied.database)).toEqual(await made(migrated));
    expect(await migrationStatus(copied.database)).toEqual(await migrationStatus(migrated));
    const rowsOf = async ({ db, tables }: Database) =>
      Promise.all(tables.map(async ({ name }) => (await sql`select * from ${sql.table(name)}`.execute(db)).rows));
    await ensureCommunity(migrated, settingsOf());
    expect(await rowsOf(copied.database)).toEqual(await rowsOf(migrated));
  } finally {
    await copied.close();
    await migrated.close();
  }
});
