import { type Expression, type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type { CommunityId } from '../core/ids.js';
import { containing } from './columns.js';

/** Tables whose rows each belong to a community. */
export interface Place<Tables> {
  readonly db: Kysely<Tables>;
  readonly community: CommunityId;
}

/** What a column has to be instead of one value. */
type Condition<Value> = (column: RawBuilder<Value>) => RawBuilder<boolean>;

/** A condition: at most this. */
export const upTo =
  <Value extends number | string>(most: Value): Condition<Value | null> =>
  (column) =>
    sql<boolean>`${column} <= ${most}`;

/** A condition: holds this text somewhere. */
export const contains =
  (text: string): Condition<string | null> =>
  (column) =>
    sql<boolean>`${column} like ${containing(text)} escape '\\'`;

/** A condition: not empty. */
export const isSet: Condition<unknown> = (column) => sql<boolean>`${column} is not null`;

/** A condition: not among what a query finds. */
export const notIn =
  <Value>(query: Expression<unknown>): Condition<Value> =>
  (column) =>
    sql<boolean>`${column} not in ${query}`;

/** The values that rows have in some columns; of a list, one; null: the column is empty. */
export type Values<Row> = {
  readonly [C in keyof Selectable<Row>]?: Selectable<Row>[C] | readonly Selectable<Row>[C][] | Condition<Selectable<Row>[C]>;
};

/** The condition that a row of the community has these values. */
export function haveValues(community: CommunityId, values: object): RawBuilder<unknown> {
  const conditions = Object.entries(values).map(([column, value]) => {
    if (value === null) return sql`${sql.ref(column)} is null`;
    if (typeof value === 'function') return (value as Condition<unknown>)(sql.ref(column));
    if (!Array.isArray(value)) return sql`${sql.ref(column)} = ${value}`;
    return value.length === 0 ? sql`1 = 0` : sql`${sql.ref(column)} in (${sql.join(value)})`;
  });
  return sql.join([sql`${sql.ref('community_id')} = ${community}`, ...conditions], sql` and `);
}
