import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import { haveValues, type Place, type Values } from './values.js';

export { contains, isSet, notIn, upTo } from './values.js';

/** A row to write, without the community: a column that may be left out may also be undefined. */
export type NewRow<Row> = {
  readonly [C in keyof Insertable<Row> as Exclude<C, 'community_id'>]:
    | Insertable<Row>[C]
    | (Partial<Record<C, never>> extends Pick<Insertable<Row>, C> ? undefined : never);
};

/** What changes of a row; undefined leaves a column as it is. */
type Changes<Row> = { readonly [C in keyof Updateable<Row>]: Updateable<Row>[C] | undefined };

type OrderBy<Row> = (keyof Row & string) | readonly (keyof Row & string)[];

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
  orderBy: OrderBy<Tables[T]> = [],
): Promise<readonly Pick<Selectable<Tables[T]>, C>[]> {
  const list = sql.join(columns.map((column) => sql.ref(column)));
  const order = [orderBy].flat();
  const inOrder = order.length === 0 ? sql`` : sql` order by ${sql.join(order.map((column) => sql.ref(column)))}`;
  const query = sql<
    Pick<Selectable<Tables[T]>, C>
  >`select ${list} from ${sql.table(table)} where ${haveValues(community, values)}${inOrder}`;
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

/** What rows hold in one column. */
export async function findValues<Tables, T extends keyof Tables & string, C extends keyof Selectable<Tables[T]> & string>(
  place: Place<Tables>,
  table: T,
  column: C,
  values: Values<Tables[T]>,
  orderBy?: OrderBy<Tables[T]>,
): Promise<readonly Selectable<Tables[T]>[C][]> {
  return (await findRows(place, table, [column], values, orderBy)).map((row) => row[column]);
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
 * @throws {Error} If the database returns no id.
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

/**
 * Writes these columns of the row that `key` names, or a new row. `atFirst`: what only a new row gets.
 *
 * @example
 * await saveRow(tx, 'shelf_marks', { book_id: book, member_id: member }, { page }, { opened_at: now });
 */
export async function saveRow<Tables, T extends keyof Tables & string>(
  { db, community }: Place<Tables>,
  table: T,
  key: { readonly [C in keyof Selectable<Tables[T]>]?: Selectable<Tables[T]>[C] },
  columns: Changes<Tables[T]>,
  atFirst?: Changes<Tables[T]>,
): Promise<void> {
  const row = Object.entries({ community_id: community, ...key, ...atFirst, ...columns });
  const refs = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));
  const set = Object.keys(columns).map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`);
  await sql`
    insert into ${sql.table(table)} (${refs(row.map(([column]) => column))}) values (${sql.join(row.map(([, value]) => value))})
    on conflict (${refs(Object.keys(key))}) do update set ${sql.join(set)}`.execute(db);
}

/** Deletes the community's rows that have these values. */
export async function removeRows<Tables, T extends keyof Tables & string>(
  { db, community }: Place<Tables>,
  table: T,
  values: Values<Tables[T]>,
): Promise<void> {
  await sql`delete from ${sql.table(table)} where ${haveValues(community, values)}`.execute(db);
}

/** Deletes the community's rows that have these values, and returns `columns` of them. */
export async function takeRows<Tables, T extends keyof Tables & string, C extends keyof Selectable<Tables[T]> & string>(
  { db, community }: Place<Tables>,
  table: T,
  columns: readonly C[],
  values: Values<Tables[T]>,
): Promise<readonly Pick<Selectable<Tables[T]>, C>[]> {
  const list = sql.join(columns.map((column) => sql.ref(column)));
  const query = sql<
    Pick<Selectable<Tables[T]>, C>
  >`delete from ${sql.table(table)} where ${haveValues(community, values)} returning ${list}`;
  return (await query.execute(db)).rows;
}

/** What the first row of a query stands for; undefined where there is none. */
export async function firstAs<Row, T>(
  query: { readonly executeTakeFirst: () => Promise<Row | undefined> },
  as: (row: Row) => T,
): Promise<T | undefined> {
  const row = await query.executeTakeFirst();
  return row === undefined ? undefined : as(row);
}

/** What the rows of a query stand for. */
export async function allAs<Row, T>(
  query: { readonly execute: () => Promise<readonly Row[]> },
  as: (row: Row) => T,
): Promise<readonly T[]> {
  return (await query.execute()).map((row) => as(row));
}
