import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { chunks } from '../../../sql/columns.js';
import { findValues, hasRow, removeRows } from '../../../sql/rows.js';
import type { EventId } from '../types.js';
import type { EventsTables } from './tables.js';

const ROWS_AT_ONCE = 500;

/** Whom organisers chose by name for an event. */
export function listedStore({ db: base, community }: Tx) {
  const db = base.withTables<EventsTables>();
  const place = { db, community };
  /** Events that somebody knows of: they are listed, do something there, or registered. */
  const known = (member: MemberId) =>
    db
      .selectFrom('event_listed')
      .select('event_id')
      .where('community_id', '=', community)
      .where('member_id', '=', member)
      .unionAll(db.selectFrom('event_people').select('event_id').where('community_id', '=', community).where('member_id', '=', member))
      .unionAll(
        db.selectFrom('event_registrations').select('event_id').where('community_id', '=', community).where('member_id', '=', member),
      );
  return {
    async isKnownTo(event: EventId, member: MemberId): Promise<boolean> {
      const row = await db
        .selectFrom(known(member).as('known'))
        .select('known.event_id')
        .where('known.event_id', '=', event)
        .executeTakeFirst();
      return row !== undefined;
    },
    async knownTo(member: MemberId): Promise<ReadonlySet<EventId>> {
      return new Set((await known(member).execute()).map(({ event_id }) => event_id));
    },
    isListed: (event: EventId, member: MemberId): Promise<boolean> => hasRow(place, 'event_listed', { event_id: event, member_id: member }),
    listedOf: (event: EventId): Promise<readonly MemberId[]> =>
      findValues(place, 'event_listed', 'member_id', { event_id: event }, ['listed_at', 'member_id']),
    /** Returns those who were not listed before. */
    async addListed(event: EventId, members: readonly MemberId[], at: Instant): Promise<readonly MemberId[]> {
      const added: MemberId[] = [];
      for (const some of chunks(members, ROWS_AT_ONCE)) {
        const rows = await db
          .insertInto('event_listed')
          .values(some.map((member) => ({ community_id: community, event_id: event, member_id: member, listed_at: at })))
          .onConflict((conflict) => conflict.columns(['event_id', 'member_id']).doNothing())
          .returning('member_id')
          .execute();
        added.push(...rows.map(({ member_id }) => member_id));
      }
      return added;
    },
    async removeListed(event: EventId, members: readonly MemberId[]): Promise<void> {
      await removeRows(place, 'event_listed', { event_id: event, member_id: members });
    },
    async clearListed(event: EventId): Promise<void> {
      await removeRows(place, 'event_listed', { event_id: event });
    },
    /** The same people as those of another event. */
    async copyListed(from: EventId, to: EventId): Promise<void> {
      await removeRows(place, 'event_listed', { event_id: to });
      await db
        .insertInto('event_listed')
        .columns(['community_id', 'event_id', 'member_id', 'listed_at'])
        .expression(
          db
            .selectFrom('event_listed')
            .select(({ val }) => ['community_id', val(to).as('event_id'), 'member_id', 'listed_at'])
            .where('community_id', '=', community)
            .where('event_id', '=', from),
        )
        .execute();
    },
  };
}
