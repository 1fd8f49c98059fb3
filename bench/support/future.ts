import { sql } from 'kysely';
import type { CommunityId } from '../../src/core/ids.js';
import type { Database } from '../../src/store/database.js';

/** Rows that wait for a later time, one a millisecond, and statistics as a database that has run for a while has them. */
export async function planFuture(
  { db }: Database,
  community: CommunityId,
  { count, from }: { readonly count: number; readonly from: number },
): Promise<void> {
  await sql`insert into agenda (community_id, key, kind, payload, due_at, planned_for, state, attempts, interruptions)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sql.lit(count)})
    select ${sql.lit(community)}, 'future:' || i, 'tick', '{}', ${sql.lit(from)} + i, ${sql.lit(from)} + i, 'planned', 0, 0 from n`.execute(
    db,
  );
  await sql`analyze agenda`.execute(db);
}
