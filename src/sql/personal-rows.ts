import { sql } from 'kysely';
import { z } from 'zod';
import type { MemberId } from '../core/ids.js';
import { type Lookup, lookup, lookups, mapLookup } from '../core/lookup.js';
import type { Tx } from '../core/transaction.js';

type Name<Row> = keyof Row & string;

/** A column: its texts and numbers as they are, or as a schema reads them. */
type Column<Row> = Name<Row> | readonly [column: Name<Row>, reads: z.ZodType];

/** A column of another table, of the row whose `key` is what the own column `is` holds. */
type ColumnElsewhere<Tables, Row> = {
  readonly [T in Name<Tables>]: { readonly column: Name<Tables[T]>; readonly in: T; readonly key: Name<Tables[T]>; readonly is: Name<Row> };
}[Name<Tables>];

/** Which rows are the member's: by a column that names them, or by one that refers to rows of a table which are theirs. */
type Owner<Tables, Row> = Name<Row> | { readonly column: Name<Row>; readonly ownerIn: Name<Tables> };

/** Left out where a table names its owner in `member_id`. */
type OwnerOf<Tables, Row> = 'member_id' extends keyof Row ? { readonly of?: Owner<Tables, Row> } : { readonly of: Owner<Tables, Row> };

type RowsIn<Tables, T extends keyof Tables> = OwnerOf<Tables, Tables[T]> & {
  readonly table: T;
  /** What an exported row holds as it is, under the names of the columns. */
  readonly plain?: readonly Name<Tables[T]>[];
  /** What schemas read, under the names of the columns too. */
  readonly read?: { readonly [C in Name<Tables[T]>]?: z.ZodType };
  /** What it holds besides, by the names that the member reads. */
  readonly columns?: Readonly<Record<string, Column<Tables[T]> | ColumnElsewhere<Tables, Tables[T]>>>;
  readonly orderBy: Name<Tables[T]> | readonly Name<Tables[T]>[];
};

/** The rows of a store's tables that are a member's, by the names under which they are exported. */
type PersonalRows<Tables, K extends string> = Readonly<Record<K, { readonly [T in Name<Tables>]: RowsIn<Tables, T> }[Name<Tables>]>>;

type AnyRow = Record<string, unknown>;
type AnyTables = Record<string, AnyRow>;
type AnyRows = RowsIn<AnyTables, string>;
type ExportedRow = Readonly<Record<string, unknown>>;

/** A moment in milliseconds, as ISO 8601 has it. */
export const moment = z
  .int()
  .nullable()
  .transform((at) => (at === null ? null : new Date(at).toISOString()));

/** A column of 0 and 1. */
export const yesOrNo = z
  .int()
  .nullable()
  .transform((value) => (value === null ? null : value === 1));

/** A column whose text is read by `read`, such as a list in JSON. */
export const readBy = (read: (text: string) => unknown) => z.string().transform(read);

const asItIs = z.union([z.string(), z.number(), z.null()]);

type ExportedRows<K extends string> = Readonly<Record<K, readonly ExportedRow[]>>;

/** What looks for the rows of a member that a store exports, by the names under which they read them. */
export type PersonalExport = (tx: Tx, member: MemberId) => Lookup<Readonly<Record<string, unknown>>>;

/**
 * Declares what a store exports of a member. `show`: how its lists are exported; without it, each that holds something under its name.
 *
 * @example
 * export const exportedLoans = personalExport<LibraryTables>()({
 *   loans: { table: 'loans', plain: ['state'], columns: { book: 'book_id', at: ['lent_at', moment] }, orderBy: 'lent_at' },
 * });
 */
export function personalExport<Tables>() {
  return <K extends string>(
    declared: PersonalRows<Tables, K>,
    show: (rows: ExportedRows<K>) => Readonly<Record<string, unknown>> = withoutEmpty,
  ): PersonalExport =>
    (tx, member) => {
      const entries = Object.entries<AnyRows>(declared).map(([name, rows]) => [name, rowsOf(tx, member, rows)] as const);
      // The names are those of `declared`.
      return mapLookup(lookups(Object.fromEntries(entries) as Record<K, Lookup<readonly ExportedRow[]>>), show);
    };
}

/** Leaves out the lists that hold nothing. */
export function withoutEmpty(lists: Readonly<Record<string, readonly unknown[]>>): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(Object.entries(lists).filter(([, rows]) => rows.length > 0));
}

function rowsOf(
  tx: Tx,
  member: MemberId,
  { table, of = 'member_id', plain = [], read = {}, columns, orderBy }: AnyRows,
): Lookup<readonly ExportedRow[]> {
  const db = tx.db.withTables<AnyTables>();
  const own = (column: string) => sql.ref(`${table}.${column}`);
  const isTheirs = (owner: string, column: string) =>
    sql<boolean>`${sql.ref(`${owner}.community_id`)} = ${tx.community} and ${sql.ref(`${owner}.${column}`)} = ${member}`;
  const all = Object.entries<Column<AnyRow> | ColumnElsewhere<AnyTables, AnyRow>>({
    ...Object.fromEntries(plain.map((name) => [name, name])),
    ...Object.fromEntries(Object.entries(read).flatMap(([name, schema]) => (schema ? [[name, [name, schema] as const]] : []))),
    ...columns,
  });
  const selections = all.map(([name, column]) => {
    if (typeof column === 'string') return own(column).as(name);
    if (!('in' in column)) return own(column[0]).as(name);
    return sql`(select ${sql.ref(column.column)} from ${sql.table(column.in)} where ${sql.ref(column.key)} = ${own(column.is)})`.as(name);
  });
  const query = db
    .selectFrom(table)
    .select(selections)
    .where(
      typeof of === 'string'
        ? isTheirs(table, of)
        : sql<boolean>`${own(of.column)} in (select id from ${sql.table(of.ownerIn)} where ${isTheirs(of.ownerIn, 'member_id')})`,
    )
    .orderBy(sql.join([orderBy].flat().map(own)));
  const row = z.object(
    Object.fromEntries(all.map(([name, column]) => [name, typeof column === 'string' || 'in' in column ? asItIs : column[1]])),
  );
  return lookup(query, (rows) => z.array(row).parse(rows));
}
