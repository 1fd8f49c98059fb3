import { sql } from 'kysely';
import type { AgendaId, MemberId } from '../../core/ids.js';
import { json, parse } from '../../sql/columns.js';
import type { Context } from '../repositories/context.js';

/** Columns of JSON that name members only as `member` and `members`. */
const COLUMNS = { agenda: 'payload', audit: 'details' } as const;
type Table = keyof typeof COLUMNS;
type RowId<T extends Table> = T extends 'agenda' ? AgendaId : number;

/** The rows that may name a member. LIKE finds some that name another, so the caller checks each value. */
export async function rowsNaming<T extends Table>(
  { db, community }: Context,
  table: T,
  member: MemberId,
): Promise<readonly { readonly id: RowId<T>; readonly value: unknown }[]> {
  const column = sql.ref(COLUMNS[table]);
  const { rows } = await sql<{ readonly id: RowId<T>; readonly json: string }>`
    select id, ${column} as json from ${sql.table(table)}
    where community_id = ${community} and ${column} like ${`%"member%${member}%`}`.execute(db);
  return rows.map((row) => ({ id: row.id, value: parse(row.json) }));
}

/** Replaces the JSON of a row that named somebody. */
export async function rewrite({ db }: Context, table: Table, id: number, value: unknown): Promise<void> {
  await sql`update ${sql.table(table)} set ${sql.ref(COLUMNS[table])} = ${json(value)} where id = ${id}`.execute(db);
}
