import { type Kysely, sql } from 'kysely';
import type { CommunityId, MemberId } from '../core/ids.js';

interface Place<Tables> {
  readonly db: Kysely<Tables>;
  readonly community: CommunityId;
}

/**
 * Tables whose rows belong to one member, in their column `member_id`. `sameBy`: the columns in which two rows of one person would
 * be the same.
 */
export type OwnRows<Tables> = readonly { readonly table: keyof Tables & string; readonly sameBy: readonly string[] }[];

/** Columns that name a member in rows which stay without them. */
export type NamedIn<Tables> = readonly {
  readonly [T in keyof Tables & string]: { readonly table: T; readonly columns: readonly (keyof Tables[T] & string)[] };
}[keyof Tables & string][];

/** Deletes the rows that are the member's alone. */
export async function eraseOwnRows<Tables>({ db, community }: Place<Tables>, own: OwnRows<Tables>, member: MemberId): Promise<void> {
  for (const { table } of own) {
    await sql`delete from ${sql.table(table)} where community_id = ${community} and member_id = ${member}`.execute(db);
  }
}

/** Lets every row that names `from` name `into`; where both have the same row, `into` keeps theirs. */
export async function mergeMemberRows<Tables>(
  place: Place<Tables>,
  rows: { readonly own: OwnRows<Tables>; readonly named: NamedIn<Tables> },
  merged: { readonly from: MemberId; readonly into: MemberId },
): Promise<void> {
  const { from, into } = merged;
  for (const { table, sameBy } of rows.own) {
    const same = sameBy.map((column) => sql` and kept.${sql.ref(column)} = ${sql.ref(`${table}.${column}`)}`);
    const keeps = sql`exists (select 1 from ${sql.table(table)} kept where kept.member_id = ${into}${sql.join(same, sql``)})`;
    await sql`delete from ${sql.table(table)} where community_id = ${place.community} and member_id = ${from} and ${keeps}`.execute(
      place.db,
    );
    await rename(place, table, 'member_id', merged);
  }
  for (const { table, columns } of rows.named) {
    for (const column of columns) await rename(place, table, column, merged);
  }
}

async function rename<Tables>(
  { db, community }: Place<Tables>,
  table: string,
  column: string,
  { from, into }: { readonly from: MemberId; readonly into: MemberId },
): Promise<void> {
  const name = sql.ref(column);
  await sql`update ${sql.table(table)} set ${name} = ${into} where community_id = ${community} and ${name} = ${from}`.execute(db);
}
