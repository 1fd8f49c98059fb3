import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { findRows, removeRows } from '../../../sql/rows.js';
import type { CoffeeTables } from './tables.js';

export function avoidanceStore({ db: base, community }: Tx) {
  const db = base.withTables<CoffeeTables>();
  return {
    /** Members whom `member` does not want to meet. */
    async avoided(member: MemberId): Promise<readonly MemberId[]> {
      const rows = await findRows({ db, community }, 'avoidances', ['avoided_id'], { member_id: member }, 'avoided_id');
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
      await removeRows({ db, community }, 'avoidances', { member_id: member, avoided_id: other });
    },
  };
}
