import { type QueryExecutorProvider, sql } from 'kysely';
import type { Lookup } from '../core/lookup.js';
import type { Rows, SqlTraits } from '../core/transaction.js';

type RowsOf<Q> = Q extends Rows<infer Row> ? readonly Row[] : never;

/**
 * Runs several queries as one statement, for a reader who needs a little of many tables. Each names its columns, which hold texts
 * and numbers.
 *
 * @returns The rows of each query, in the order that it asks for.
 */
export async function readInOneStatement<Q extends Readonly<Record<string, Rows<unknown>>>>(
  { db, traits }: { readonly db: QueryExecutorProvider; readonly traits: Pick<SqlTraits, 'rowsAsJson'> },
  queries: Q,
): Promise<{ readonly [K in keyof Q]: RowsOf<Q[K]> }> {
  const lists = Object.entries(queries).map(([name, query]) => sql`${traits.rowsAsJson(query)} as ${sql.ref(name)}`);
  const { rows } = await sql<Record<string, string>>`select ${sql.join(lists)}`.execute(db);
  const read = Object.entries(rows[0] ?? {}).map(([name, text]) => [name, JSON.parse(text)] as const);
  // Texts and numbers come out of JSON as they went in.
  return Object.fromEntries(read) as { readonly [K in keyof Q]: RowsOf<Q[K]> };
}

/** Runs all queries of a lookup as one statement. Numbers come back as numbers, also those that PostgreSQL counts in bigint. */
export async function findInOneStatement<Found>(
  context: Parameters<typeof readInOneStatement>[0],
  { queries, read }: Lookup<Found>,
): Promise<Found> {
  if (queries.length === 0) return read([]);
  const rows = await readInOneStatement(context, Object.fromEntries(queries.map((query, index) => [`q${index}`, query])));
  return read(queries.map((_, index) => rows[`q${index}`] ?? []));
}
