import { type Kysely, sql } from 'kysely';
import type { z } from 'zod';
import type { CommunityId, MemberId } from '../core/ids.js';
import type { SqlTraits } from '../core/transaction.js';

/** Converts values for columns: lists and objects to JSON, booleans to 0 and 1. */
export const flag = (value: boolean): 0 | 1 => (value ? 1 : 0);

export const json = (value: unknown): string => JSON.stringify(value ?? null);

export const parse = (text: string): unknown => JSON.parse(text);

/**
 * A list of strings; anything else in the column was not written by us.
 *
 * @throws {TypeError} For any other JSON.
 * @throws {SyntaxError} For what is no JSON.
 */
export function strings(text: string): readonly string[] {
  const value = parse(text);
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw new TypeError('a column does not hold a list of strings');
  return value;
}

/** `text` anywhere, for LIKE … ESCAPE '\'. */
export const containing = (text: string): string => `%${escapeLike(text)}%`;
export const beginningWith = (text: string): string => `${escapeLike(text)}%`;

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

/** Strings that start with `prefix`, as a range, so that an index finds them. */
export function startsWith(column: string, prefix: string) {
  return sql<boolean>`(${sql.ref(column)} >= ${prefix} and ${sql.ref(column)} < ${`${prefix}\u{10FFFF}`})`;
}

/**
 * A condition that `column` holds one of `values`, of which there may be none. They stand in the statement itself, so that an index of
 * the rows with one value is used; they come from the code, never from people.
 */
export function oneOf(column: string, values: readonly string[]) {
  const [first, ...others] = values.map((value) => sql.lit(value));
  if (first === undefined) return sql<boolean>`1 = 0`;
  const isThat = sql<boolean>`${sql.ref(column)} = ${first}`;
  return others.length === 0 ? isThat : sql<boolean>`${sql.ref(column)} in (${sql.join([first, ...others])})`;
}

/** Columns of given rows that are read as texts. */
export const texts = <Column extends string>(...columns: readonly Column[]): Readonly<Record<Column, 'text'>> =>
  // Each column is there, since the list is what the type is made from.
  Object.fromEntries(columns.map((column) => [column, 'text'])) as Record<Column, 'text'>;

/** A condition that `column` holds one of `values`; the statement's text does not depend on how many there are. */
export function isOneOfTexts({ rowsOf }: Pick<SqlTraits, 'rowsOf'>, column: string, values: readonly string[]) {
  const given = rowsOf(
    values.map((given_text) => ({ given_text })),
    { given_text: 'text' },
  );
  return sql<boolean>`${sql.ref(column)} in (select given_text from ${given})`;
}

/** Whether the engine has noted a fact of the community: a condition, so that a store asks for it together with its own rows. */
export const isNoted = (community: CommunityId, fact: string) =>
  sql<boolean>`exists (select 1 from community_facts where community_id = ${community} and name = ${fact})`;

/**
 * Restricts rows that are found by their ids to the community. The unary plus keeps SQLite from scanning all rows of the
 * community, which it prefers without statistics.
 */
export const isOf = (community: CommunityId, column = 'community_id') => sql<boolean>`+${sql.ref(column)} = ${community}`;

/** Whether a row of the community names the member in `member_id`. */
export const isMembers = (community: CommunityId, member: MemberId, table: string) =>
  sql<boolean>`(${sql.ref(`${table}.community_id`)} = ${community} and ${sql.ref(`${table}.member_id`)} = ${member})`;

/** Whether a row is one of this account, which its columns `platform`, `space` and `user_id` name. */
export const isAccount = ({ platform, space, user }: { readonly platform: string; readonly space: string; readonly user: string }) =>
  sql<boolean>`(platform = ${platform} and space = ${space} and user_id = ${user})`;

/** The columns of accounts that are passed as one parameter. */
export const GIVEN_ACCOUNT = { given_platform: 'text', given_space: 'text', given_user: 'text' } as const;

/** Accounts as the text of a JSON list with the columns `GIVEN_ACCOUNT`. */
export const accountsAsText = (accounts: readonly { readonly platform: string; readonly space: string; readonly user: string }[]): string =>
  JSON.stringify(accounts.map(({ platform, space, user }) => ({ given_platform: platform, given_space: space, given_user: user })));

/** Writes `into` for `from` in a column that refers to something, such as the member of a row. */
export async function redirect<Tables, T extends keyof Tables & string>(
  { db, community }: { readonly db: Kysely<Tables>; readonly community: CommunityId },
  table: T,
  column: keyof Tables[T] & string,
  { from, into }: { readonly from: number; readonly into: number },
): Promise<void> {
  const name = sql.ref(column);
  await sql`update ${sql.table(table)} set ${name} = ${into} where community_id = ${community} and ${name} = ${from}`.execute(db);
}

/**
 * Splits a list, so that no statement has more parameters than the database allows.
 *
 * @param size The number of items in each part, at most.
 */
export function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const result: (readonly T[])[] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
}

/** A JSON column, read and written through its schema. Throws a `ZodError` for what the schema refuses. */
export function jsonColumn<T>(schema: z.ZodType<T>): { readonly read: (text: string) => T; readonly write: (value: T) => string } {
  return { read: (text) => schema.parse(JSON.parse(text)), write: (value) => JSON.stringify(value) };
}
