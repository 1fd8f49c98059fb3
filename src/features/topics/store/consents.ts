import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import type { Consent } from '../types.js';
import type { TopicsTables } from './tables.js';

/** What contributors allow. */
export function consentStore({ db: base, community }: Tx) {
  const db = base.withTables<TopicsTables>();
  const write = (
    member: MemberId,
    columns: Partial<Pick<TopicsTables['topic_consents'], 'share' | 'credit' | 'asked_at' | 'answered_at'>>,
    stopped?: boolean,
  ) => {
    const set = { ...columns, ...(stopped !== undefined && { stopped: flag(stopped) }) };
    return db
      .insertInto('topic_consents')
      .values({
        community_id: community,
        member_id: member,
        share: null,
        credit: 'organisation',
        asked_at: null,
        answered_at: null,
        ...set,
      })
      .onConflict((conflict) => conflict.columns(['member_id']).doUpdateSet(set))
      .execute();
  };
  return {
    /** Undefined for somebody who was never asked. */
    async consentOf(member: MemberId): Promise<Consent | undefined> {
      const row = await db
        .selectFrom('topic_consents')
        .select(['share', 'credit', 'stopped'])
        .where('community_id', '=', community)
        .where('member_id', '=', member)
        .executeTakeFirst();
      return row && { member, share: row.share, credit: row.credit, stopped: row.stopped === 1 };
    },
    /** Those of several members who were asked. */
    async consentsOf(members: readonly MemberId[]): Promise<readonly Consent[]> {
      if (members.length === 0) return [];
      const rows = await db
        .selectFrom('topic_consents')
        .select(['member_id', 'share', 'credit', 'stopped'])
        .where('community_id', '=', community)
        .where('member_id', 'in', members)
        .execute();
      return rows.map(({ member_id, share, credit, stopped }) => ({ member: member_id, share, credit, stopped: stopped === 1 }));
    },
    async answerConsent(member: MemberId, share: 'yes' | 'no', credit: Consent['credit'], at: Instant): Promise<void> {
      await write(member, { share, credit, answered_at: at });
    },
    /** The member was asked and has not answered. */
    async noteConsentAsked(member: MemberId, at: Instant): Promise<void> {
      await write(member, { asked_at: at });
    },
    /** Whether an organiser stopped the mirroring of what they write. */
    async setMirroringStopped(member: MemberId, stopped: boolean): Promise<void> {
      await write(member, {}, stopped);
    },
  };
}
