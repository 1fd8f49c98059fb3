import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { findRow, saveRow } from '../../../sql/rows.js';
import type { EventsTables } from './tables.js';

/** The addresses of members' own calendars. */
export function feedStore({ db: base, community }: Tx) {
  const place = { db: base.withTables<EventsTables>(), community };
  return {
    /** When a member's address was made; undefined if they have none. */
    async feedOf(member: MemberId): Promise<Instant | undefined> {
      return (await findRow(place, 'event_feeds', ['made_at'], { member_id: member }))?.made_at;
    },
    /** Whose address this is. */
    async memberOfFeed(tokenHash: string): Promise<MemberId | undefined> {
      return (await findRow(place, 'event_feeds', ['member_id'], { token_hash: tokenHash }))?.member_id;
    },
    /** A member's address; an earlier one of theirs is over. */
    async saveFeed(member: MemberId, tokenHash: string, madeAt: Instant): Promise<void> {
      await saveRow(place, 'event_feeds', { member_id: member }, { token_hash: tokenHash, made_at: madeAt });
    },
  };
}
