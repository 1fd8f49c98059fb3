import { type Insertable, type Kysely, type RawBuilder, type Selectable, sql, type Updateable } from 'kysely';
import type { CommunityId } from '../core/ids.js';

/** Tables whose rows each belong to a community. */
interface Place<Tables> {
  readonly db: Kysely<Tables>;
  readonly community: CommunityId;
}

/** The values that rows have in some columns; of a list, one. */
type Values<Row> = { readonly [C in keyof Selectable<Row>]?: Selectable<Row>[C] | readonly Selectable<Row>[C][] };

/** A row to write, without the community: a column that may be left out may also be undefined. */
export type NewRow<Row> = {
  readonly [C in keyof Insertable<Row> as Exclude<C, 'community_id'>]:
    | Insertable<Row>[C]
    | (Partial<Record<C, never>> extends Pick<Insertable<Row>, C> ? undefined : never);
};

/** What changes of a row; undefined leaves a column as it is. */
type Changes<Row> = { readonly [C in keyof Updateable<Row>]: Updateable<Row>[C] | undefined };

type Id<Row> = Selectable<Row>['id' & keyof Selectable<Row>];

/**
 * The community's rows that have these values, with `columns`, in the order of `orderBy`.
 *
 * @example
 * const loans = await findRows(tx, 'loans', ['id', 'book_id'], { member_id: member }, 'id');
 */
export async function findRows<Tables, T extends keyof Tables & string, C extends keyof Selectable<Tables[T]> & string>(
  { db, community }: Place<Tables>,
  table: T,
  columns: readonly C[],
  values: Values<Tables[T]>,
  orderBy?: keyof Tables[T] & string,
): Promise<readonly Pick<Selectable<Tables[T]>, C>[]> {
  const list = sql.join(columns.map((column) => sql.ref(column)));
  const order = orderBy === undefined ? sql`` : sql` order by ${sql.ref(orderBy)}`;
  const query = sql<Pick<Selectable<Tables[T]>, C>>`select ${list} from ${sql.table(table)} where ${haveValues(community, values)}${order}`;
  return (await query.execute(db)).rows;
}

/** The same for values that one row has at most. */
export async function findRow<Tables, T extends keyof Tables & string, C extends keyof Selectable<Tables[T]> & string>(
  place: Place<Tables>,
  table: T,
  columns: readonly C[],
  values: Values<Tables[T]>,
): Promise<Pick<Selectable<Tables[T]>, C> | undefined> {
  const [row] = await findRows(place, table, columns, values);
  return row;
}

/** Whether the community has a row with these values. */
export async function hasRow<Tables, T extends keyof Tables & string>(
  { db, community }: Place<Tables>,
  table: T,
  values: Values<Tables[T]>,
): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(table)} where ${haveValues(community, values)} limit 1`.execute(db);
  return rows.length > 0;
}

/**
 * Writes a row of the community.
 *
 * @returns The id that it got.
 */
export async function insertRow<Tables, T extends keyof Tables & string>(
  { db, community }: Place<Tables>,
  table: T,
  row: NewRow<Tables[T]>,
): Promise<Id<Tables[T]>> {
  const entries = Object.entries({ community_id: community, ...row }).filter(([, value]) => value !== undefined);
  const columns = sql.join(entries.map(([column]) => sql.ref(column)));
  const values = sql.join(entries.map(([, value]) => value));
  const query = sql<{ id: Id<Tables[T]> }>`insert into ${sql.table(table)} (${columns}) values (${values}) returning ${sql.ref('id')}`;
  const [written] = (await query.execute(db)).rows;
  if (written === undefined) throw new Error(`${table} did not return the id of a new row`);
  return written.id;
}

/** Writes rows of the community that fill the same columns. */
export async function insertMany<Tables, T extends keyof Tables & string>(
  { db, community }: Place<Tables>,
  table: T,
  rows: readonly NewRow<Tables[T]>[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first) as (keyof typeof first)[];
  const names = sql.join(['community_id', ...columns].map((column) => sql.ref(column)));
  const values = rows.map((row) => sql`(${sql.join([community, ...columns.map((column) => row[column])])})`);
  await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}`.execute(db);
}

/**
 * Changes the community's rows that have these values. A change that is undefined leaves its column as it is.
 *
 * @returns How many rows there were.
 */
export async function updateRows<Tables, T extends keyof Tables & string>(
  { db, community }: Place<Tables>,
  table: T,
  changes: Changes<Tables[T]>,
  values: Values<Tables[T]>,
): Promise<number> {
  const set = Object.entries(changes)
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  const { numAffectedRows } = await sql`update ${sql.table(table)} set ${sql.join(set)} where ${haveValues(community, values)}`.execute(db);
  return Number(numAffectedRows);
}

/** Deletes the community's rows that have these values. */
export async function removeRows<Tables, T extends keyof Tables & string>(
  { db, community }: Place<Tables>,
  table: T,
  values: Values<Tables[T]>,
): Promise<void> {
  await sql`delete from ${sql.table(table)} where ${haveValues(community, values)}`.execute(db);
}

function haveValues(community: CommunityId, values: object): RawBuilder<unknown> {
  const conditions = Object.entries(values).map(([column, value]) =>
    Array.isArray(value) ? sql`${sql.ref(column)} in (${sql.join(value)})` : sql`${sql.ref(column)} = ${value}`,
  );
  return sql.join([sql`${sql.ref('community_id')} = ${community}`, ...conditions], sql` and `);
}
