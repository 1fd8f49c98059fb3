import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { placeIn } from '../../../sql/tables.js';
import type { EventId } from '../types.js';
import type { EventsTables } from './tables.js';

/** An event that somebody had a place at, and whether they came. */
export interface PastPlace {
  readonly member: MemberId;
  readonly came: boolean;
}

/** Who had a place and did not come. */
export function missedStore(tx: Tx) {
  const { db, community } = placeIn<EventsTables>(tx);
  return {
    /**
     * What those who have a place at an event did at earlier ones where somebody noted who was there, the last one first.
     * @param until When the earlier ones were over.
     */
    async pastPlacesOf(event: EventId, until: Instant): Promise<readonly PastPlace[]> {
      const rows = await db
        .selectFrom('event_registrations as registration')
        .innerJoin('events', 'events.id', 'registration.event_id')
        .innerJoin('event_sessions as session', 'session.event_id', 'registration.event_id')
        .leftJoin('event_attendance as attendance', (join) =>
          join.onRef('attendance.registration_id', '=', 'registration.id').onRef('attendance.session_id', '=', 'session.id'),
        )
        .select(({ fn }) => [
          'registration.member_id as member',
          fn.max('session.ends_at').as('ended'),
          fn.count<number | string>('attendance.registration_id').as('came'),
        ])
        .where('registration.community_id', '=', community)
        .where('events.state', '=', 'announced')
        .where('registration.event_id', '!=', event)
        .where('registration.state', '=', 'going')
        .where('registration.member_id', 'in', ({ selectFrom }) =>
          selectFrom('event_registrations as here')
            .select('here.member_id')
            .where('here.event_id', '=', event)
            .where('here.state', 'in', ['going', 'offered', 'waiting', 'applied'])
            .where('here.member_id', 'is not', null),
        )
        .where('registration.event_id', 'in', ({ selectFrom }) =>
          selectFrom('event_attendance as noted')
            .innerJoin('event_sessions as of', 'of.id', 'noted.session_id')
            .select('of.event_id')
            .where('noted.community_id', '=', community),
        )
        .groupBy(['registration.id', 'registration.member_id'])
        .having(({ fn }) => fn.max('session.ends_at'), '<=', until)
        .orderBy('ended', 'desc')
        .execute();
      return rows.flatMap(({ member, came }) => (member === null ? [] : [{ member, came: Number(came) > 0 }]));
    },
  };
}
