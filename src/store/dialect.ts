import { type RawBuilder, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/sqlite';
import type { ColumnTraits } from '../../migrations/traits.js';
import type { CommunityId } from '../core/ids.js';
import type { SqlTraits } from '../core/transaction.js';
import { LOCK } from './advisory-locks.js';

/** A column that refers to another table's. */
export interface Reference {
  readonly table: string;
  readonly column: string;
  readonly target: string;
  readonly targetColumn: string;
}

/** The differences between the databases. Migrations and repositories use these and never a database's name. */
export interface DialectTraits extends ColumnTraits, SqlTraits {
  /** Whether claims lock their rows and skip those locked by others, because several processes may claim at once. */
  readonly skipLocked: boolean;
  /**
   * The first statement of a serialized transaction, so that what it has read stays true until it ends; `null` if the database
   * allows only one writer anyway.
   */
  readonly acquireAdvisoryLock: ((community: CommunityId) => RawBuilder<unknown>) | null;
  /** Selects the highest id that a table has given. */
  readonly highestNumber: (table: string) => RawBuilder<{ readonly value: number | null }>;
  /** Statements after which a table gives only higher ids. */
  readonly setHighestNumber: (table: string, value: number) => readonly RawBuilder<unknown>[];
  /** Selects every foreign key of the tables, column by column. */
  readonly references: RawBuilder<Reference>;
  /** The most parameters that one statement may carry. */
  readonly maxParameters: number;
  /** The database's clock in milliseconds, the same for all processes. */
  readonly nowMs: RawBuilder<number>;
  /** Evaluated in a transaction, lets its commit not wait for the disk; for data that a power cut may lose without harm. */
  readonly withoutDisk: RawBuilder<unknown>;
}

const sqliteRows: SqlTraits['rowsIn'] = (list, columns) =>
  sql`(select ${sql.join(Object.keys(columns).map((name) => sql`value ->> ${sql.lit(name)} as ${sql.ref(name)}`))} from json_each(${list}))`;

const postgresRows: SqlTraits['rowsIn'] = (list, columns) =>
  sql`jsonb_to_recordset(${list}::jsonb) as given(${sql.join(
    Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`),
  )})`;

/** Words as they are, without a parser, which would divide them in its own way. */
const lexemes = (column: string) => sql`array_to_tsvector(string_to_array(${sql.ref(column)}, ' '))`;

export const sqliteTraits: DialectTraits = {
  idType: 'integer',
  id: (column) => column.primaryKey().autoIncrement(),
  textType: 'text',
  bytesType: sql`blob`,
  // The table itself holds the words; what is removed from it is removed from the pages of the index too.
  wordIndex(table, key, column) {
    const [index, own] = [`${table}_index`, sql.ref(column)];
    const made = (row: 'new' | 'old') => sql`${sql.ref(`${row}.${key}`)}, ${sql.ref(`${row}.${column}`)}`;
    const add = sql`insert into ${sql.table(index)} (rowid, ${own}) values (${made('new')});`;
    const remove = sql`insert into ${sql.table(index)} (${sql.ref(index)}, rowid, ${own}) values ('delete', ${made('old')});`;
    const trigger = (when: string, steps: RawBuilder<unknown>) =>
      sql`create trigger ${sql.ref(`${index}_${when}`)} after ${sql.raw(when)} on ${sql.table(table)} begin ${steps} end`;
    const options = `content='${table}', content_rowid='${key}', tokenize='unicode61 remove_diacritics 0', detail=none, columnsize=0`;
    return [
      sql`create virtual table ${sql.table(index)} using fts5(${own}, ${sql.raw(options)})`,
      sql`insert into ${sql.table(index)} (${sql.ref(index)}, rank) values ('secure-delete', 1)`,
      trigger('insert', add),
      trigger('delete', remove),
      trigger('update', sql`${remove} ${add}`),
    ];
  },
  dropWordIndex: (table) => [
    ...['insert', 'delete', 'update'].map((when) => sql`drop trigger ${sql.ref(`${table}_index_${when}`)}`),
    sql`drop table ${sql.table(`${table}_index`)}`,
  ],
  skipLocked: false,
  acquireAdvisoryLock: null,
  highestNumber: (table) => sql`select seq as value from sqlite_sequence where name = ${table}`,
  setHighestNumber: (table, value) => [
    sql`delete from sqlite_sequence where name = ${table}`,
    sql`insert into sqlite_sequence (name, seq) values (${table}, ${value})`,
  ],
  isOneOf: (column, numbers) => sql`${sql.ref(column)} in (select value from json_each(${JSON.stringify(numbers)}))`,
  rowsOf: (rows, columns) => sqliteRows(JSON.stringify(rows), columns),
  rowsIn: sqliteRows,
  // SQLite answers with the text of the list, which the helper expects a plugin to read.
  rowsAsJson: (query) => jsonArrayFrom(query) as RawBuilder<unknown> as RawBuilder<string>,
  references: sql`
    select t.name as "table", f."from" as "column", f."table" as target, f."to" as "targetColumn"
    from sqlite_master t join pragma_foreign_key_list(t.name) f where t.type = 'table'`,
  maxParameters: 30_000,
  nowMs: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
  // SQLite has no such setting for one transaction.
  withoutDisk: sql`null`,
};

export const postgresTraits: DialectTraits = {
  idType: 'bigint',
  id: (column) => column.generatedByDefaultAsIdentity().primaryKey(),
  textType: sql`text collate "C"`,
  bytesType: sql`bytea`,
  wordIndex: (table, _key, column) => [
    sql`create index ${sql.ref(`${table}_index`)} on ${sql.table(table)} using gin (${lexemes(column)})`,
  ],
  dropWordIndex: (table) => [sql`drop index ${sql.ref(`${table}_index`)}`],
  skipLocked: true,
  acquireAdvisoryLock: (community) => sql`select pg_advisory_xact_lock(${LOCK.turn}::int4, ${community}::int4)`,
  highestNumber: (table) => sql`select pg_sequence_last_value(pg_get_serial_sequence(${table}, 'id')::regclass) as value`,
  setHighestNumber: (table, value) => [sql`select setval(pg_get_serial_sequence(${table}, 'id'), ${value})`],
  isOneOf: (column, numbers) => sql`${sql.ref(column)} = any(${numbers}::bigint[])`,
  rowsOf: (rows, columns) => postgresRows(JSON.stringify(rows), columns),
  rowsIn: postgresRows,
  rowsAsJson: (query) => sql<string>`(select coalesce(json_agg(found), '[]')::text from ${query} as found)`,
  references: sql`
    select c.conrelid::regclass::text as "table", own.attname as "column", c.confrelid::regclass::text as target,
      other.attname as "targetColumn"
    from pg_constraint c cross join lateral unnest(c.conkey, c.confkey) as pair (own, other)
    join pg_attribute own on own.attrelid = c.conrelid and own.attnum = pair.own
    join pg_attribute other on other.attrelid = c.confrelid and other.attnum = pair.other
    where c.contype = 'f'`,
  maxParameters: 30_000,
  nowMs: sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`,
  withoutDisk: sql`set_config('synchronous_commit', 'off', true)`,
};
