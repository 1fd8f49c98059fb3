import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { removeRows, upTo } from '../../../sql/rows.js';
import type { Draft } from '../types.js';
import type { TopicsTables } from './tables.js';
import { textColumns, textOf } from './texts.js';

/** One draft for each member. */
export function draftStore({ db: base, community }: Tx) {
  const db = base.withTables<TopicsTables>();
  return {
    async saveDraft(member: MemberId, { savedAt, ...text }: Draft): Promise<void> {
      const values = { ...textColumns(text), saved_at: savedAt };
      await db
        .insertInto('topic_drafts')
        .values({ community_id: community, member_id: member, ...values })
        .onConflict((conflict) => conflict.column('member_id').doUpdateSet(values))
        .execute();
    },
    /** The draft, unless it was saved before `since`. */
    async findDraft(member: MemberId, since: Instant): Promise<Draft | undefined> {
      const row = await db
        .selectFrom('topic_drafts')
        .selectAll()
        .where('community_id', '=', community)
        .where('member_id', '=', member)
        .where('saved_at', '>', since)
        .executeTakeFirst();
      return row && { ...textOf(row), savedAt: row.saved_at };
    },
    async removeDraft(member: MemberId): Promise<void> {
      await removeRows({ db, community }, 'topic_drafts', { member_id: member });
    },
    /** Erases the drafts that were saved until `until`. Returns when the oldest of the others was saved. */
    async removeOldDrafts(until: Instant): Promise<Instant | undefined> {
      await removeRows({ db, community }, 'topic_drafts', { saved_at: upTo(until) });
      const oldest = await db
        .selectFrom('topic_drafts')
        .select('saved_at')
        .where('community_id', '=', community)
        .orderBy('saved_at')
        .limit(1)
        .executeTakeFirst();
      return oldest?.saved_at;
    },
  };
}
