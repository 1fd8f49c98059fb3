import { type Kysely, sql } from 'kysely';
import type { Database } from '../../src/store/database.js';
import { aMember } from './records.js';
import type { TestStore } from './store.js';

export interface Reference {
  readonly table: string;
  readonly column: string;
  readonly target: string;
  readonly targetColumn: string;
  readonly onDelete: string;
}

export type Row = Readonly<Record<string, unknown>>;

export const anyTable = ({ db }: Database) => db as unknown as Kysely<Record<string, Record<string, unknown>>>;

/** Every foreign key of the database, column by column. */
export async function referencesOf(engine: string, { db }: Database): Promise<readonly Reference[]> {
  const query =
    engine === 'SQLite'
      ? sql<Reference>`
          select t.name as "table", f."from" as "column", f."table" as target, f."to" as "targetColumn", f.on_delete as "onDelete"
          from sqlite_master t join pragma_foreign_key_list(t.name) f where t.type = 'table'`
      : sql<Reference>`
          select c.conrelid::regclass::text as "table", own.attname as "column", c.confrelid::regclass::text as target,
            other.attname as "targetColumn",
            case c.confdeltype when 'c' then 'CASCADE' when 'n' then 'SET NULL' else 'NO ACTION' end as "onDelete"
          from pg_constraint c cross join lateral unnest(c.conkey, c.confkey) as pair (own, other)
          join pg_attribute own on own.attrelid = c.conrelid and own.attnum = pair.own
          join pg_attribute other on other.attrelid = c.confrelid and other.attnum = pair.other
          where c.contype = 'f'`;
  return (await query.execute(db)).rows;
}

/** Columns whose JSON is no list of texts. */
const OBJECTS: Readonly<Record<string, string>> = { 'topics.texts': '{}', 'topic_earlier_summaries.recommendations': '[]' };
let numbers = 1000;

/** Writes a row with these values; columns that must have one get what refers to nothing, or a row that they refer to. */
export async function insertAnywhere(store: TestStore, references: readonly Reference[], table: string, given: Row): Promise<Row> {
  const { columns } = (await store.database.db.introspection.getTables()).find(({ name }) => name === table) ?? { columns: [] };
  const values: Record<string, unknown> = { ...given };
  for (const { name, dataType, isNullable, hasDefaultValue } of columns) {
    if (name === 'id' && /int/i.test(dataType)) continue;
    if (name in values || isNullable || hasDefaultValue) continue;
    const reference = references.find(({ table: own, column }) => own === table && column === name);
    numbers += 1;
    if (name === 'community_id') values[name] = store.communityId;
    else if (reference?.target === 'members') values[name] = await store.autocommit.members.insert(aMember({ name: `Other ${numbers}` }));
    else if (reference) values[name] = (await insertAnywhere(store, references, reference.target, {}))[reference.targetColumn];
    else if (name === 'platform') values[name] = 'slack';
    else if (/int|real|float|double/i.test(dataType)) values[name] = numbers;
    else if (`${table}.${name}` in OBJECTS) values[name] = OBJECTS[`${table}.${name}`];
    // A list of one text, wherever JSON is expected.
    else if (/text/i.test(dataType)) values[name] = `["${numbers}"]`;
    else values[name] = Buffer.from([1]);
  }
  return anyTable(store.database).insertInto(table).values(values).returningAll().executeTakeFirstOrThrow();
}
