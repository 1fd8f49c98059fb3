import { sql } from 'kysely';
import { after, earliest, type Instant } from '../core/time.js';
import { haveValues, type Place, type Values } from './values.js';

/**
 * Deletes rows that have run out: `lasts` milliseconds after the moment in `column`. `values`: those that rows must have to run out.
 *
 * @returns When the next row runs out; undefined if none is left.
 */
export async function removeExpired<Tables, T extends keyof Tables & string>(
  { db, community }: Place<Tables>,
  table: T,
  column: keyof Tables[T] & string,
  { now, lasts = 0, values = {} }: { readonly now: Instant; readonly lasts?: number; readonly values?: Values<Tables[T]> },
): Promise<Instant | undefined> {
  const [rows, moment, condition] = [sql.table(table), sql.ref(column), haveValues(community, values)];
  await sql`delete from ${rows} where ${condition} and ${moment} <= ${after(now, -lasts)}`.execute(db);
  const [first] = (await sql<{ at: Instant | null }>`select min(${moment}) as at from ${rows} where ${condition}`.execute(db)).rows;
  return first?.at == null ? undefined : after(first.at, lasts);
}

/** The first of these moments, as far as there are any. */
export function firstOf(moments: readonly (Instant | undefined)[]): Instant | undefined {
  const [first, ...others] = moments.filter((moment) => moment !== undefined);
  return first === undefined ? undefined : earliest(first, ...others);
}
