import type { CompiledQuery, Kysely } from 'kysely';
import type { SqlTraits } from '../core/transaction.js';

/** Where a query runs; the query is compiled once for each `traits`, which stand for a dialect. */
interface Place<Tables> {
  readonly db: Kysely<Tables>;
  readonly traits: SqlTraits;
}

/** Stands for an argument in a compiled query. */
class Placeholder {
  readonly name: PropertyKey;
  constructor(name: PropertyKey) {
    this.name = name;
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
    build: (
      db: Kysely<Tables>,
      argument: <K extends keyof Arguments>(name: K) => Arguments[K],
      traits: SqlTraits,
    ) => { compile(db: Kysely<Tables>): CompiledQuery<Row> },
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
      // A plugin that refuses statements here sees this one as well.
      db.getExecutor().transformQuery(query.query, query.queryId);
      const parameters = query.parameters.map((one) =>
        one instanceof Placeholder ? (values as Readonly<Record<PropertyKey, unknown>>)[one.name] : one,
      );
      return (await db.executeQuery<Row>({ ...query, parameters })).rows;
    };
  };
}
