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

/**
 * Runs all queries of a lookup as one statement. Numbers come back as numbers, also those that PostgreSQL counts in bigint. Prepared
 * queries alone are first asked, in a statement that is compiled once, whether they have rows: mostly there are none, and the
 * statement that reads them costs a database twenty times as much.
 */
export async function findInOneStatement<Tables, Found>(place: Place<Tables>, { queries, read }: Lookup<Found>): Promise<Found> {
  if (queries.length === 0) return read([]);
  const hasRows = queries.every(isPrepared) ? await whichHaveRows(place, queries) : undefined;
  const isKnown = (query: Query, index: number) => hasRows !== undefined && (hasRows[index] === false || isOnlyWhether(query));
  const named = queries.flatMap((query, index) => (isKnown(query, index) ? [] : [[`q${index}`, built(query)] as const]));
  const rows = named.length === 0 ? {} : await readInOneStatement(place, Object.fromEntries(named));
  return read(queries.map((query, index) => rows[`q${index}`] ?? (hasRows?.[index] && isOnlyWhether(query) ? [{}] : [])));
}

type Query = Lookup<unknown>['queries'][number];

const isPrepared = (query: Query): query is PreparedRows<unknown> => 'declaration' in query;

const isOnlyWhether = (query: Query): boolean => isPrepared(query) && query.onlyWhether === true;

const built = (query: Query): Rows<unknown> => (isPrepared(query) ? query.build((name) => query.values[name]) : query);

/** The databases answer with different kinds of values. */
type Exist = Readonly<Record<string, number | boolean>>;

/** A statement by the declarations of its queries, one after the other. */
interface Branch {
  statement?: CompiledQuery<Exist>;
  readonly next: Map<object, Branch>;
}

const compiled = new WeakMap<object, Branch>();

async function whichHaveRows<Tables>(
  { db, traits }: Place<Tables>,
  queries: readonly PreparedRows<unknown>[],
): Promise<readonly boolean[]> {
  let branch = childOf(compiled, traits);
  for (const { declaration } of queries) branch = childOf(branch.next, declaration);
  branch.statement ??= compile(db, queries);
  const [exist = {}] = await runCompiled(db, branch.statement, ({ name, query }) => queries[query]?.values[name]);
  return queries.map((_, index) => Boolean(exist[`q${index}`]));
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

function compile<Tables>(db: Kysely<Tables>, queries: readonly PreparedRows<unknown>[]): CompiledQuery<Exist> {
  const exist = queries.map(({ build }, index) => sql`exists ${build((name) => new Placeholder(name, index))} as ${sql.ref(`q${index}`)}`);
  return sql<Exist>`select ${sql.join(exist)}`.compile(db);
}
