import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import type { EventId } from '../types.js';
import type { EventsTables } from './tables.js';

/** What somebody said of an event. */
export interface Feedback {
  readonly stars: number | null;
  readonly useful: string | null;
  readonly missing: string | null;
  readonly answeredAt: Instant;
}

/** How people found an event. */
export function feedbackStore({ db: base, community }: Tx) {
  const db = base.withTables<EventsTables>();
  const select = (event: EventId) =>
    db
      .selectFrom('event_feedback')
      .select(['stars', 'useful', 'missing', 'answered_at as answeredAt'])
      .where('community_id', '=', community)
      .where('event_id', '=', event);
  return {
    async feedbackBy(event: EventId, member: MemberId): Promise<Feedback | undefined> {
      return select(event).where('member_id', '=', member).executeTakeFirst();
    },
    /** In the order in which people answered, without who they are. */
    async feedbackOn(event: EventId): Promise<readonly Feedback[]> {
      return select(event).orderBy('answered_at').orderBy('member_id').execute();
    },
    /** Writes what somebody said; an earlier answer of theirs is replaced. */
    async saveFeedback(event: EventId, member: MemberId, { answeredAt, ...said }: Feedback): Promise<void> {
      const changing = { ...said, answered_at: answeredAt };
      await db
        .insertInto('event_feedback')
        .values({ community_id: community, event_id: event, member_id: member, ...changing })
        .onConflict((conflict) => conflict.columns(['event_id', 'member_id']).doUpdateSet({ ...changing }))
        .execute();
    },
  };
}
