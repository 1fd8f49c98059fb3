import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import type { Platform } from '../../../ports/chat.js';
import { chunks } from '../../../sql/columns.js';
import { findRow, removeRows } from '../../../sql/rows.js';
import type { Attends, EventId, SessionId } from '../types.js';
import type { EventsTables } from './tables.js';

/** Below the number of variables that SQLite takes in one statement. */
const ROWS_AT_ONCE = 500;

/** A session in a platform's own calendar. */
export interface Entry {
  readonly event: EventId;
  readonly session: SessionId;
  readonly platform: Platform;
  readonly space: string;
  readonly externalId: string;
}

/** Events in the calendars of platforms, each session by itself. */
export function mirrorStore({ db: base, community }: Tx) {
  const db = base.withTables<EventsTables>();
  return {
    async entriesOf(event: EventId): Promise<readonly Entry[]> {
      const rows = await db
        .selectFrom('event_mirrors')
        .select(({ selectFrom }) => [
          'event_id as event',
          'session_id as session',
          'platform',
          'space',
          'external_id as externalId',
          selectFrom('event_sessions')
            .whereRef('event_sessions.event_id', '=', 'event_mirrors.event_id')
            .select(({ fn }) => fn.min('event_sessions.id').as('first'))
            .as('first'),
        ])
        .where('community_id', '=', community)
        .where('event_id', '=', event)
        .orderBy('session_id')
        .orderBy('platform')
        .execute();
      return rows.flatMap(({ first, session, ...row }) => {
        const of = session ?? first;
        return of === null ? [] : [{ ...row, session: of }];
      });
    },
    /** The event with this entry in a platform's calendar. */
    async eventOfEntry({ platform, space, externalId }: Pick<Entry, 'platform' | 'space' | 'externalId'>): Promise<EventId | undefined> {
      return (await findRow({ db, community }, 'event_mirrors', ['event_id'], { platform, space, external_id: externalId }))?.event_id;
    },
    /** A session has one entry on a platform; an earlier one is gone. */
    async saveEntry(entry: Entry): Promise<void> {
      await this.removeEntry(entry);
      await db
        .insertInto('event_mirrors')
        .values({
          community_id: community,
          event_id: entry.event,
          session_id: entry.session,
          platform: entry.platform,
          space: entry.space,
          external_id: entry.externalId,
        })
        .execute();
    },
    async removeEntry({ event, session, platform, space }: Omit<Entry, 'externalId'>): Promise<void> {
      for (const known of await this.entriesOf(event)) {
        if (known.session === session && known.platform === platform && known.space === space)
          await removeRows({ db, community }, 'event_mirrors', { event_id: event, platform, space, external_id: known.externalId });
      }
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
