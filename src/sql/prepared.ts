import type { CompiledQuery, Kysely } from 'kysely';
import type { PreparedRows, Rows, SqlTraits } from '../core/transaction.js';

/** Where a query runs; the query is compiled once for each `traits`, which stand for a dialect. */
interface Place<Tables> {
  readonly db: Kysely<Tables>;
  readonly traits: SqlTraits;
}

/** Builds a query. `argument` gives what stands for an argument's value. */
type Build<Arguments, Tables, Query> = (
  db: Kysely<Tables>,
  argument: <K extends keyof Arguments>(name: K) => Arguments[K],
  traits: SqlTraits,
) => Query;

/** Stands for an argument in a compiled statement. */
export class Placeholder {
  readonly name: PropertyKey;
  /** Which of the statement's queries it belongs to. */
  readonly query: number;
  constructor(name: PropertyKey, query = 0) {
    this.name = name;
    this.query = query;
  }
}

/**
 * Declares a query that is built and compiled once, after which each run only binds its arguments. Use it for the few
 * statements that every click runs, because building a statement takes longer than running it.
 *
 * The text must not depend on the arguments: they are values, never names or conditions.
 * @example
 * const byName = prepared<{ name: string }>()((db: Kysely<MembersTables>, argument) =>
 *   db.selectFrom('members').selectAll().where('name', '=', argument('name')));
 * const rows = await byName(tx, { name: 'Rana' });
 */
export function prepared<Arguments extends object>() {
  return <Tables, Row>(
    build: Build<Arguments, Tables, { compile(db: Kysely<Tables>): CompiledQuery<Row> }>,
  ): ((place: Place<Tables>, values: Arguments) => Promise<readonly Row[]>) => {
    const compiled = new WeakMap<object, CompiledQuery<Row>>();
    // Kysely takes any object as a parameter's value, and the value replaces it before the query runs.
    const argument = <K extends keyof Arguments>(name: K) => new Placeholder(name) as unknown as Arguments[K];

    return async ({ db, traits }, values) => {
      let query = compiled.get(traits);
      if (query === undefined) {
        query = build(db, argument, traits).compile(db);
        compiled.set(traits, query);
      }
      return runCompiled(db, query, ({ name }) => (values as Readonly<Record<PropertyKey, unknown>>)[name]);
    };
  };
}

/**
 * Declares a query for lookups (`lookup`) that every click makes. Whether such queries have rows is asked in one statement, compiled
 * once for each set of them; a query that has rows, or stands beside one that is not prepared, is built as any other.
 *
 * @example
 * const borrowed = preparedRows<{ member: MemberId }>()((db: Kysely<LibraryTables>, argument) =>
 *   db.selectFrom('loans').select('book_id').where('member_id', '=', argument('member')));
 * const books = lookup(borrowed(tx, { member }), (rows) => rows.map(({ book_id }) => book_id));
 */
export function preparedRows<Arguments extends object>() {
  return <Tables, Row>(build: Build<Arguments, Tables, Rows<Row>>): ((place: Place<Tables>, values: Arguments) => PreparedRows<Row>) => {
    const declaration = {};
    return ({ db, traits }, values) => ({
      declaration,
      values: values as Readonly<Record<PropertyKey, unknown>>,
      // The values are those of `Arguments`, or placeholders for them.
      build: (argument) => build(db, argument as <K extends keyof Arguments>(name: K) => Arguments[K], traits),
    });
  };
}

/** Runs a compiled statement with a value for each of its placeholders. */
export async function runCompiled<Tables, Row>(
  db: Kysely<Tables>,
  query: CompiledQuery<Row>,
  valueOf: (placeholder: Placeholder) => unknown,
): Promise<readonly Row[]> {
  // A plugin that refuses statements here sees this one as well.
  db.getExecutor().transformQuery(query.query, query.queryId);
  const parameters = query.parameters.map((one) => (one instanceof Placeholder ? valueOf(one) : one));
  return (await db.executeQuery<Row>({ ...query, parameters })).rows;
}
