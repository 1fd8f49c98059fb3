import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import type { Platform } from '../../../ports/chat.js';
import { chunks } from '../../../sql/columns.js';
import { removeRows } from '../../../sql/rows.js';
import type { Attends, EventId, SessionId } from '../types.js';
import type { EventsTables } from './tables.js';

/** Below the number of variables that SQLite takes in one statement. */
const ROWS_AT_ONCE = 500;

/** A session in a platform's own calendar. */
export interface Entry {
  readonly session: SessionId;
  readonly platform: Platform;
  readonly space: string;
  readonly externalId: string;
}

/** Events in the calendars of platforms, each session by itself. */
export function mirrorStore({ db: base, community }: Tx) {
  const db = base.withTables<EventsTables>();
  const entries = () =>
    db
      .selectFrom('event_entries')
      .innerJoin('event_sessions', 'event_sessions.id', 'event_entries.session_id')
      .where('event_entries.community_id', '=', community);
  return {
    async entriesOf(event: EventId): Promise<readonly Entry[]> {
      return entries()
        .select(['session_id as session', 'platform', 'space', 'external_id as externalId'])
        .where('event_sessions.event_id', '=', event)
        .orderBy('session_id')
        .orderBy('platform')
        .execute();
    },
    /** The event with this entry in a platform's calendar. */
    async eventOfEntry({ platform, space, externalId }: Omit<Entry, 'session'>): Promise<EventId | undefined> {
      const row = await entries()
        .select('event_sessions.event_id')
        .where('external_id', '=', externalId)
        .where('platform', '=', platform)
        .where('space', '=', space)
        .executeTakeFirst();
      return row?.event_id;
    },
    async saveEntry({ session, platform, space, externalId }: Entry): Promise<void> {
      await db
        .insertInto('event_entries')
        .values({ community_id: community, session_id: session, platform, space, external_id: externalId })
        .onConflict((conflict) => conflict.columns(['session_id', 'platform', 'space']).doUpdateSet({ external_id: externalId }))
        .execute();
    },
    async removeEntry({ session, platform, space }: Pick<Entry, 'session' | 'platform' | 'space'>): Promise<void> {
      await removeRows({ db, community }, 'event_entries', { session_id: session, platform, space });
    },
    /** People may come, unless they have answered before. */
    async addInterested(
      event: EventId,
      people: readonly { readonly member: MemberId; readonly organisation: OrganisationId | null }[],
      { attends, at }: { readonly attends: Attends; readonly at: Instant },
    ): Promise<void> {
      for (const some of chunks(people, ROWS_AT_ONCE)) {
        await db
          .insertInto('event_registrations')
          .values(
            some.map(({ member, organisation }) => ({
              community_id: community,
              event_id: event,
              member_id: member,
              organisation_id: organisation,
              state: 'maybe' as const,
              attends,
              registered_at: at,
            })),
          )
          .onConflict((conflict) => conflict.columns(['event_id', 'member_id']).doNothing())
          .execute();
      }
    },
  };
}
