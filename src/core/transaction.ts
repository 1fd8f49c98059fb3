import type { AliasableExpression, Kysely, RawBuilder, SelectQueryBuilder } from 'kysely';
import type { CommunityId } from './ids.js';

/** Each store names its own tables: `tx.db.withTables<Tables>()`, with `Tables` declared as a `type`. */
// oxlint-disable-next-line typescript/no-generated-empty-object-type -- there are no tables until a store names its own
type NoTables = Record<never, never>;

/** A query that selects rows of this type. */
export type Rows<Row> = AliasableExpression<Row> &
  Pick<SelectQueryBuilder<NoTables, never, Row>, 'isSelectQueryBuilder' | 'toOperationNode'>;

/** A query that is compiled once for all its values: see `preparedRows`. */
export interface PreparedRows<Row> {
  /** The same object each time, by which the compiled text is kept. */
  readonly declaration: object;
  readonly values: Readonly<Record<PropertyKey, unknown>>;
  /** Builds the query with what stands for each argument. */
  readonly build: (argument: (name: PropertyKey) => unknown) => Rows<Row>;
  /** What its rows hold does not matter, only whether there are any: they may be left out but for one. */
  readonly onlyWhether?: true;
}

/** What to look for in the database: lookups of several features share one statement (`Tx.find`). */
export interface Lookup<Found> {
  readonly queries: readonly (Rows<unknown> | PreparedRows<unknown>)[];
  /** What was found, from the rows of each query, in the order of the queries. */
  readonly read: (rows: readonly (readonly unknown[])[]) => Found;
}

/** How a column of rows that are passed as a parameter is read. */
export type ColumnType = 'text' | 'bigint' | 'double precision';

/** The differences between SQL databases that a feature's store has to know. */
export interface SqlTraits {
  /** A condition that `column` holds one of `numbers`; the statement's text does not depend on how many there are. */
  readonly isOneOf: (column: string, numbers: readonly number[]) => RawBuilder<boolean>;
  /** Rows passed as one parameter, to select from; `columns` gives the type that each column is read as. */
  readonly rowsOf: <Column extends string>(
    rows: readonly Readonly<Record<Column, string | number | null>>[],
    columns: Readonly<Record<Column, ColumnType>>,
  ) => RawBuilder<unknown>;
  /** The same for rows that are the text of a JSON list already, as in a statement that is compiled once. */
  readonly rowsIn: (list: string, columns: Readonly<Record<string, ColumnType>>) => RawBuilder<unknown>;
  /** The rows of a query that names its columns, in their order, as the text of a JSON list. */
  readonly rowsAsJson: (query: Rows<unknown>) => RawBuilder<string>;
}

/** Where a store reads and writes: an open transaction, or the database itself, where each statement commits by itself. */
export interface Tx {
  readonly db: Kysely<NoTables>;
  readonly community: CommunityId;
  readonly traits: SqlTraits;
  /**
   * Looks for something in one statement, however many queries that takes; in none if it takes no query. Prepared queries that have
   * rows take a second one.
   */
  find<Found>(lookup: Lookup<Found>): Promise<Found>;
  /** Runs steps that must be written together: in this transaction, or in a new one if none is open. */
  atomically<T>(steps: (tx: Tx) => Promise<T>): Promise<T>;
  /** Requests that deleted bytes are removed from the database files once the transaction has committed. */
  scrubAfterCommit(): Promise<void>;
  /** The stores that were made for it, each by what made it: they go when it goes. */
  readonly stores: Map<object, object>;
}

/** What several stores have together. */
type Joined<S extends readonly ((tx: Tx) => unknown)[]> = S extends readonly [
  (tx: Tx) => infer First,
  ...infer Others extends readonly ((tx: Tx) => unknown)[],
]
  ? First & Joined<Others>
  : unknown;

/**
 * Makes a store, or several as one, once for each `Tx` that asks for it. A store holds no state, so that callers may share it. They
 * are kept at the `Tx` itself: a `WeakMap` would hold it until the next full collection of garbage, since each store refers to it.
 */
export function oncePerTx<S extends readonly ((tx: Tx) => object)[]>(...stores: S): (tx: Tx) => Joined<S> {
  return function storeOf(tx) {
    const known = tx.stores.get(storeOf);
    if (known !== undefined) return known as Joined<S>;
    // The stores' queries have different names.
    const [store = {}, ...others] = stores.map((create) => create(tx));
    Object.assign(store, ...others);
    tx.stores.set(storeOf, store);
    return store as Joined<S>;
  };
}
