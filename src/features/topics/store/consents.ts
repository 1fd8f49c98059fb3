import type { Selectable } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { findRow, findRows } from '../../../sql/rows.js';
import type { Consent } from '../types.js';
import type { TopicsTables } from './tables.js';

/** What was agreed, and when. */
export interface KnownConsent extends Consent {
  /** When the question was last shown; null while it waits. */
  readonly askedAt: Instant | null;
  /** Since when what they write may be read; null if it may not. */
  readonly answeredAt: Instant | null;
}

/** The columns that a consent is read from. */
export const CONSENT = ['member_id', 'share', 'credit', 'stopped', 'asked_at', 'answered_at'] as const;

export function toConsent(row: Pick<Selectable<TopicsTables['topic_consents']>, (typeof CONSENT)[number]>): KnownConsent {
  const { member_id: member, share, credit, stopped, asked_at: askedAt, answered_at: answeredAt } = row;
  return { member, share, credit, stopped: stopped === 1, askedAt, answeredAt };
}

/** What contributors allow. */
export function consentStore({ db: base, community }: Tx) {
  const db = base.withTables<TopicsTables>();
  const unanswered = (member: MemberId) => ({
    community_id: community,
    member_id: member,
    share: null,
    credit: 'name' as const,
    asked_at: null,
    answered_at: null,
  });
  return {
    /** Undefined for somebody whom nothing was asked about. */
    async consentOf(member: MemberId): Promise<KnownConsent | undefined> {
      const row = await findRow({ db, community }, 'topic_consents', CONSENT, { member_id: member });
      return row && toConsent(row);
    },
    /** Those of several members who were asked. */
    async consentsOf(members: readonly MemberId[]): Promise<readonly Consent[]> {
      if (members.length === 0) return [];
      return (await findRows({ db, community }, 'topic_consents', CONSENT, { member_id: members })).map(toConsent);
    },
    async saveConsent({ member, share, credit, stopped, askedAt, answeredAt }: KnownConsent): Promise<void> {
      const row = { share, credit, stopped: flag(stopped), asked_at: askedAt, answered_at: answeredAt };
      await db
        .insertInto('topic_consents')
        .values({ community_id: community, member_id: member, ...row })
        .onConflict((conflict) => conflict.columns(['member_id']).doUpdateSet(row))
        .execute();
    },
    /** The question waits for the member. True if it does so from now on. */
    async askConsent(member: MemberId): Promise<boolean> {
      const row = await db
        .insertInto('topic_consents')
        .values(unanswered(member))
        .onConflict((conflict) => conflict.columns(['member_id']).doNothing())
        .returning('member_id')
        .executeTakeFirst();
      return row !== undefined;
    },
    /** The member was asked and has not answered. */
    async noteConsentAsked(member: MemberId, at: Instant): Promise<void> {
      await db
        .insertInto('topic_consents')
        .values({ ...unanswered(member), asked_at: at })
        .onConflict((conflict) => conflict.columns(['member_id']).doUpdateSet({ asked_at: at }))
        .execute();
    },
  };
}
