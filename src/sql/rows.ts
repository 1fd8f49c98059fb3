import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type { CommunityId } from '../core/ids.js';

/** Tables whose rows each belong to a community. */
interface Place<Tables> {
  readonly db: Kysely<Tables>;
  readonly community: CommunityId;
}

/** The values that rows have in some columns; of a list, one. */
type Values<Row> = { readonly [C in keyof Selectable<Row>]?: Selectable<Row>[C] | readonly Selectable<Row>[C][] };

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
