import { sql } from 'kysely';
import type { z } from 'zod';
import type { CommunityId } from '../core/ids.js';

/** Converts values for columns: lists and objects to JSON, booleans to 0 and 1. */
export const flag = (value: boolean): 0 | 1 => (value ? 1 : 0);

export const json = (value: unknown): string => JSON.stringify(value ?? null);

export const parse = (text: string): unknown => JSON.parse(text);

/** A list of strings; anything else in the column was not written by us. */
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

/** The half-open range of strings that start with `prefix`, for an index search; without `to` there is no upper bound. */
export function prefixRange(prefix: string): { readonly from: string; readonly to: string } {
  return { from: prefix, to: `${prefix}\u{10FFFF}` };
}

/** `column in (…)`, also for an empty list, which SQL does not allow. */
export function oneOf(column: string, values: readonly string[]) {
  return values.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`${sql.ref(column)} in (${sql.join(values)})`;
}

/**
 * Restricts rows that are found by their ids to the community. The unary plus keeps SQLite from scanning all rows of the
 * community, which it prefers without statistics.
 */
export const isOf = (community: CommunityId, column = 'community_id') => sql<boolean>`+${sql.ref(column)} = ${community}`;

/** Splits a list, so that no statement has more parameters than the database allows. */
export function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const result: (readonly T[])[] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
}

/** A JSON column, read and written through its schema. Throws a `ZodError` for what the schema refuses. */
export function jsonColumn<T>(schema: z.ZodType<T>): { readonly read: (text: string) => T; readonly write: (value: T) => string } {
  return { read: (text) => schema.parse(JSON.parse(text)), write: (value) => JSON.stringify(value) };
}
