import { type RawBuilder, sql } from 'kysely';
import type { MemberId } from '../../core/ids.js';
import type { TableSpec } from '../../core/table-spec.js';
import type { KeptRow } from '../../ports/store.js';
import type { Reference } from '../dialect.js';
import type { Context } from '../repositories/context.js';
import { allTables } from '../tables.js';
import { toCell } from '../transfer/read.js';

/** Columns of the engines that name members otherwise than by a reference: in their JSON, or at the end of a key. */
const JSON_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  agenda: ['payload'],
  deliveries: ['args', 'destination'],
  audit: ['details'],
};
const ROOMS = 'conversations';
const PEOPLE = 'members';

/** A table whose rows may name one of two people, and the condition by which they are found. */
export interface NamingTable extends Pick<TableSpec, 'name' | 'key'> {
  readonly condition: RawBuilder<boolean>;
  /** Its columns that hold a member's number. */
  readonly members: readonly string[];
}

/** Every table that names people, in an order in which each comes after those it refers to; the rows of people themselves are not among them. */
export async function tablesNaming(
  { db, traits }: Context,
  two: readonly [MemberId, MemberId],
  features: readonly TableSpec[],
): Promise<readonly NamingTable[]> {
  const { rows: references } = await traits.references.execute(db);
  const tables = allTables(features).filter(
    ({ name, passing, partsItself }) => passing !== true && partsItself !== true && name !== PEOPLE,
  );
  const ofTwo = (column: string) => sql<boolean>`${sql.ref(column)} in (${sql.join(two)})`;
  const membersOf = (table: string) => columnsTo(references, table, PEOPLE).map(({ column }) => column);
  const byMembers = (table: string) => membersOf(table).map(ofTwo);
  /** Rows that those of `owner` refer to, or that refer to them. */
  const along = (table: string, owner: string) => {
    const owned = owner === PEOPLE ? ofTwo('id') : either(byMembers(owner));
    const among = (own: string, column: string) =>
      sql<boolean>`${sql.ref(own)} in (select ${sql.ref(column)} from ${sql.table(owner)} where ${owned})`;
    return [
      ...columnsTo(references, table, owner).map(({ column, targetColumn }) => among(column, targetColumn)),
      ...columnsTo(references, owner, table).map(({ column, targetColumn }) => among(targetColumn, column)),
    ];
  };
  return tables.flatMap((spec) => {
    const { name, key } = spec;
    const conditions = [
      ...byMembers(name),
      ...(spec.goesWith ?? []).flatMap((owner) => along(name, owner)),
      ...(JSON_COLUMNS[name] ?? []).flatMap((column) => two.map((id) => isNamedInJson(column, id))),
      ...(name === ROOMS ? two.map((id) => sql<boolean>`${sql.ref('key')} like ${`room:%:${id}`}`) : []),
    ];
    return conditions.length === 0 ? [] : [{ name, key, condition: either(conditions), members: membersOf(name) }];
  });
}

/** What a table's columns refer to. */
export function columnsTo(references: readonly Reference[], table: string, target: string): readonly Reference[] {
  return references.filter((one) => one.table === table && one.target === target);
}

/**
 * Rows of the community, each by its key.
 *
 * @throws {TypeError} For a value that no column of ours holds.
 */
export async function readRows(
  { db, community }: Context,
  table: Pick<TableSpec, 'name' | 'key'>,
  condition: RawBuilder<boolean>,
): Promise<ReadonlyMap<string, KeptRow>> {
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    select * from ${sql.table(table.name)} where community_id = ${community} and ${condition}`.execute(db);
  return new Map(
    rows.map((row) => {
      const kept = Object.fromEntries(Object.entries(row).map(([column, value]) => [column, toCell(value)]));
      return [keyText(table, kept), kept];
    }),
  );
}

/** The condition for the row that a key names. */
export function isRow(key: KeptRow): RawBuilder<boolean> {
  return sql<boolean>`${sql.join(
    Object.entries(key).map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
    sql` and `,
  )}`;
}

/** The columns of a row that make its key. */
export function keyOf({ key }: Pick<TableSpec, 'key'>, row: KeptRow): KeptRow {
  return Object.fromEntries(key.map((column) => [column, row[column] ?? null]));
}

/** The key of a row as text, by which rows are compared. */
export function keyText(table: Pick<TableSpec, 'key'>, row: KeptRow): string {
  return JSON.stringify(keyOf(table, row));
}

/** Whether JSON names a member as `member` or among `members`, and hardly any that does not. */
function isNamedInJson(column: string, id: MemberId): RawBuilder<boolean> {
  const has = (text: string) => sql<boolean>`${sql.ref(column)} like ${`%${text}%`}`;
  const listed = either([`[${id}]`, `[${id},`, `,${id},`, `,${id}]`].map(has));
  return either([has(`"member":${id},`), has(`"member":${id}}`), sql<boolean>`(${has('"members":[')} and ${listed})`]);
}

function either(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}
