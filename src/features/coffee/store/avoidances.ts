import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import type { CoffeeTables } from './tables.js';

export function avoidanceStore({ db: base, community }: Tx) {
  const db = base.withTables<CoffeeTables>();
  return {
    /** Members whom `member` does not want to meet. */
    async avoided(member: MemberId): Promise<readonly MemberId[]> {
      const rows = await db
        .selectFrom('avoidances')
        .select('avoided_id')
        .where('community_id', '=', community)
        .where('member_id', '=', member)
        .orderBy('avoided_id')
        .execute();
      return rows.map((row) => row.avoided_id);
    },
    /** Adding twice changes nothing. */
    async addAvoided(member: MemberId, other: MemberId): Promise<void> {
      await db
        .insertInto('avoidances')
        .values({ community_id: community, member_id: member, avoided_id: other })
        .onConflict((conflict) => conflict.columns(['member_id', 'avoided_id']).doNothing())
        .execute();
    },
    async removeAvoided(member: MemberId, other: MemberId): Promise<void> {
      await db
        .deleteFrom('avoidances')
        .where('community_id', '=', community)
        .where('member_id', '=', member)
        .where('avoided_id', '=', other)
        .execute();
    },
  };
}
