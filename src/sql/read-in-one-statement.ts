import { type CompiledQuery, type Kysely, sql } from 'kysely';
import type { Lookup } from '../core/lookup.js';
import type { PreparedRows, Rows, SqlTraits } from '../core/transaction.js';
import { Placeholder, runCompiled } from './prepared.js';

type RowsOf<Q> = Q extends Rows<infer Row> ? readonly Row[] : never;

interface Place<Tables> {
  readonly db: Kysely<Tables>;
  readonly traits: Pick<SqlTraits, 'rowsAsJson'>;
}

/**
 * Runs several queries as one statement, for a reader who needs a little of many tables. Each names its columns, which hold texts
 * and numbers.
 *
 * @returns The rows of each query, in the order that it asks for.
 */
export async function readInOneStatement<Tables, Q extends Readonly<Record<string, Rows<unknown>>>>(
  { db, traits }: Place<Tables>,
  queries: Q,
): Promise<{ readonly [K in keyof Q]: RowsOf<Q[K]> }> {
  const lists = Object.entries(queries).map(([name, query]) => sql`${traits.rowsAsJson(query)} as ${sql.ref(name)}`);
  const { rows } = await sql<Record<string, string>>`select ${sql.join(lists)}`.execute(db);
  const read = Object.entries(rows[0] ?? {}).map(([name, text]) => [name, JSON.parse(text)] as const);
  // Texts and numbers come out of JSON as they went in.
  return Object.fromEntries(read) as { readonly [K in keyof Q]: RowsOf<Q[K]> };
}

/** Runs all queries of a lookup as one statement. Numbers come back as numbers, also those that PostgreSQL counts in bigint. */
export async function findInOneStatement<Tables, Found>(place: Place<Tables>, { queries, read }: Lookup<Found>): Promise<Found> {
  if (queries.length === 0) return read([]);
  if (queries.every(isPrepared)) return read(await readPrepared(place, queries));
  const named = queries.map(
    (query, index) => [`q${index}`, isPrepared(query) ? query.build((name) => query.values[name]) : query] as const,
  );
  const rows = await readInOneStatement(place, Object.fromEntries(named));
  return read(named.map(([name]) => rows[name] ?? []));
}

const isPrepared = (query: Rows<unknown> | PreparedRows<unknown>): query is PreparedRows<unknown> => 'declaration' in query;

/** The rows of one query are the text of a list, or null where there is none. */
type Lists = Readonly<Record<string, string | null>>;

/** A statement by the declarations of its queries, one after the other. */
interface Branch {
  statement?: CompiledQuery<Lists>;
  readonly next: Map<object, Branch>;
}

const compiled = new WeakMap<object, Branch>();

async function readPrepared<Tables>({ db, traits }: Place<Tables>, queries: readonly PreparedRows<unknown>[]) {
  let branch = childOf(compiled, traits);
  for (const { declaration } of queries) branch = childOf(branch.next, declaration);
  branch.statement ??= compile({ db, traits }, queries);
  const [lists = {}] = await runCompiled(db, branch.statement, ({ name, query }) => queries[query]?.values[name]);
  return queries.map((_, index): readonly unknown[] => {
    const list = lists[`q${index}`];
    return typeof list === 'string' ? JSON.parse(list) : [];
  });
}

interface Branches {
  get(key: object): Branch | undefined;
  set(key: object, branch: Branch): unknown;
}

function childOf(branches: Branches, key: object): Branch {
  const known = branches.get(key);
  if (known !== undefined) return known;
  const fresh: Branch = { next: new Map() };
  branches.set(key, fresh);
  return fresh;
}

/** Mostly nothing is found: to know that, a database sorts nothing and makes no JSON. */
function compile<Tables>({ db, traits }: Place<Tables>, queries: readonly PreparedRows<unknown>[]): CompiledQuery<Lists> {
  const lists = queries.map(({ build }, index) => {
    const query = build((name) => new Placeholder(name, index));
    return sql`case when exists ${query} then ${traits.rowsAsJson(query)} end as ${sql.ref(`q${index}`)}`;
  });
  return sql<Lists>`select ${sql.join(lists)}`.compile(db);
}
