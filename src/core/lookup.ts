import type { Lookup, PreparedRows, Rows } from './transaction.js';

export type { Lookup } from './transaction.js';

/**
 * Looks with one query, which names its columns.
 *
 * @example
 * const late = lookup(db.selectFrom('loans').select('id').where('due_at', '<', now), (loans) => loans.length > 0);
 */
export function lookup<Row, Found>(query: Rows<Row> | PreparedRows<Row>, read: (rows: readonly Row[]) => Found): Lookup<Found> {
  // The rows are those of this query, whose columns are typed by its tables.
  return { queries: [query], read: ([rows = []]) => read(rows as readonly Row[]) };
}

/** Looks whether a query has rows. */
export function whether(query: PreparedRows<unknown>): Lookup<boolean> {
  return { queries: [{ ...query, onlyWhether: true }], read: ([rows = []]) => rows.length > 0 };
}

/** What is known without a look. */
export function known<Found>(found: Found): Lookup<Found> {
  return { queries: [], read: () => found };
}

/** What follows from what is found. */
export function mapLookup<Found, Result>({ queries, read }: Lookup<Found>, to: (found: Found) => Result): Lookup<Result> {
  return { queries, read: (rows) => to(read(rows)) };
}

/** Looks for two things. */
export function both<A, B>(one: Lookup<A>, other: Lookup<B>): Lookup<readonly [A, B]> {
  const count = one.queries.length;
  return {
    queries: [...one.queries, ...other.queries],
    read: (rows) => [one.read(rows.slice(0, count)), other.read(rows.slice(count))],
  };
}

/** Looks for as many things as there are lookups, in their order. */
export function every<Found>(lookups: readonly Lookup<Found>[]): Lookup<readonly Found[]> {
  return {
    queries: lookups.flatMap(({ queries }) => queries),
    read(rows) {
      let next = 0;
      return lookups.map(({ queries, read }) => {
        const first = next;
        next += queries.length;
        return read(rows.slice(first, next));
      });
    },
  };
}

type FoundBy<L> = L extends Lookup<infer Found> ? Found : never;

/** Looks for several things, each by its name. */
export function lookups<L extends Readonly<Record<string, Lookup<unknown>>>>(named: L): Lookup<{ readonly [K in keyof L]: FoundBy<L[K]> }> {
  return mapLookup(every(Object.values(named)), (found) => {
    const entries = Object.keys(named).map((name, index) => [name, found[index]] as const);
    // Each was found by the lookup of its name.
    return Object.fromEntries(entries) as { readonly [K in keyof L]: FoundBy<L[K]> };
  });
}
