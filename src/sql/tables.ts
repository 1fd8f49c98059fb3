import type { CommunityId } from '../core/ids.js';
import type { TableRules, TableSpec } from '../core/table-spec.js';
import type { Tx } from '../core/transaction.js';

/** A column of 0 and 1. */
export type Flag = 0 | 1;

/** A column that holds JSON, which a schema reads. */
export type Json = string;

/** What each row of a community has. */
export type Owned = { community_id: CommunityId };

/**
 * Lists the tables of a store for copies of a community, in the given order: each after those it refers to. A table or a key
 * column that the store's type does not have, or has and is not listed, does not compile.
 *
 * @example
 * export const libraryTables = defineTables<LibraryTables>({
 *   books: { key: ['id'], refersTo: ['communities'] },
 *   loans: { key: ['book_id', 'member_id'], refersTo: ['books', 'members'] },
 * });
 */
export function defineTables<Tables>(
  specs: {
    readonly [T in keyof Tables]: TableRules<keyof Tables[T] & string>;
  },
): readonly TableSpec[] {
  return Object.entries<TableRules>(specs).map(([name, rules]) => ({ ...rules, name }));
}

/** Where a store's queries find its tables. */
export const placeIn = <Tables extends Record<string, Record<string, unknown>>>({ db, community }: Pick<Tx, 'db' | 'community'>) => ({
  db: db.withTables<Tables>(),
  community,
});
