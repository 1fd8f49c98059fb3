import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import type { EventsTables } from './tables.js';

/** The addresses of members' own calendars. */
export function feedStore({ db: base, community }: Tx) {
  const db = base.withTables<EventsTables>();
  return {
    /** When a member's address was made; undefined if they have none. */
    async feedOf(member: MemberId): Promise<Instant | undefined> {
      const row = await db
        .selectFrom('event_feeds')
        .select('made_at')
        .where('community_id', '=', community)
        .where('member_id', '=', member)
        .executeTakeFirst();
      return row?.made_at;
    },
    /** Whose address this is. */
    async memberOfFeed(tokenHash: string): Promise<MemberId | undefined> {
      const row = await db
        .selectFrom('event_feeds')
        .select('member_id')
        .where('community_id', '=', community)
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row?.member_id;
    },
    /** A member's address; an earlier one of theirs is over. */
    async saveFeed(member: MemberId, tokenHash: string, madeAt: Instant): Promise<void> {
      const changing = { token_hash: tokenHash, made_at: madeAt };
      await db
        .insertInto('event_feeds')
        .values({ community_id: community, member_id: member, ...changing })
        .onConflict((conflict) => conflict.column('member_id').doUpdateSet(changing))
        .execute();
    },
  };
}
