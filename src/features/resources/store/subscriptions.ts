import type { Selectable } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { findRow, findRows, removeRows, updateRows } from '../../../sql/rows.js';
import type { Subscription } from '../types.js';
import { type FindingTables, languagesColumn } from './finding-tables.js';
import { sectorsColumn } from './tables.js';

const COLUMNS = ['member_id', 'sectors', 'languages', 'told_until'] as const;

function toSubscription(row: Pick<Selectable<FindingTables['resource_subscriptions']>, (typeof COLUMNS)[number]>): Subscription {
  return {
    member: row.member_id,
    sectors: sectorsColumn.read(row.sectors),
    languages: languagesColumn.read(row.languages),
    toldUntil: row.told_until,
  };
}

/** What members want to hear of. */
export function subscriptionStore({ db: base, community }: Tx) {
  const db = base.withTables<FindingTables>();
  const place = { db, community };

  return {
    async subscription(member: MemberId): Promise<Subscription | undefined> {
      const row = await findRow(place, 'resource_subscriptions', COLUMNS, { member_id: member });
      return row && toSubscription(row);
    },
    async subscriptions(): Promise<readonly Subscription[]> {
      return (await findRows(place, 'resource_subscriptions', COLUMNS, {}, 'member_id')).map(toSubscription);
    },
    /** A change of what one wants to hear of does not change since when. */
    async subscribe({ member, sectors, languages, toldUntil }: Subscription): Promise<void> {
      const wanted = { sectors: sectorsColumn.write(sectors), languages: languagesColumn.write(languages) };
      await db
        .insertInto('resource_subscriptions')
        .values({ community_id: community, member_id: member, told_until: toldUntil, ...wanted })
        .onConflict((conflict) => conflict.column('member_id').doUpdateSet(wanted))
        .execute();
    },
    async toldUntil(members: readonly MemberId[], until: Instant): Promise<void> {
      if (members.length > 0) await updateRows(place, 'resource_subscriptions', { told_until: until }, { member_id: members });
    },
    async unsubscribe(member: MemberId): Promise<void> {
      await removeRows(place, 'resource_subscriptions', { member_id: member });
    },
    /** Of two rows of one person, that of the one who stays counts. */
    async mergeSubscriptions(from: MemberId, into: MemberId): Promise<void> {
      const there = await findRow(place, 'resource_subscriptions', ['member_id'], { member_id: into });
      if (there) await removeRows(place, 'resource_subscriptions', { member_id: from });
      else await updateRows(place, 'resource_subscriptions', { member_id: into }, { member_id: from });
    },
  };
}
