import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import type { Platform } from '../../../ports/chat.js';
import { chunks } from '../../../sql/columns.js';
import { removeRows } from '../../../sql/rows.js';
import type { Attends, EventId } from '../types.js';
import type { EventsTables } from './tables.js';

/** Below the number of variables that SQLite takes in one statement. */
const ROWS_AT_ONCE = 500;

/** An event in a platform's own calendar. */
export interface Mirror {
  readonly platform: Platform;
  readonly space: string;
  readonly externalId: string;
}

/** Events in the calendars of platforms. */
export function mirrorStore({ db: base, community }: Tx) {
  const db = base.withTables<EventsTables>();
  return {
    async mirrorsOf(event: EventId): Promise<readonly Mirror[]> {
      return db
        .selectFrom('event_mirrors')
        .select(['platform', 'space', 'external_id as externalId'])
        .where('community_id', '=', community)
        .where('event_id', '=', event)
        .orderBy('platform')
        .execute();
    },
    /** The event with this entry in a platform's calendar. */
    async eventOfMirror({ platform, space, externalId }: Mirror): Promise<EventId | undefined> {
      const row = await db
        .selectFrom('event_mirrors')
        .select('event_id')
        .where('community_id', '=', community)
        .where('platform', '=', platform)
        .where('space', '=', space)
        .where('external_id', '=', externalId)
        .executeTakeFirst();
      return row?.event_id;
    },
    async saveMirror(event: EventId, { platform, space, externalId }: Mirror): Promise<void> {
      await db
        .insertInto('event_mirrors')
        .values({ community_id: community, event_id: event, platform, space, external_id: externalId })
        .onConflict((conflict) => conflict.columns(['event_id', 'platform', 'space']).doUpdateSet({ external_id: externalId }))
        .execute();
    },
    async removeMirror(event: EventId, { platform, space }: Pick<Mirror, 'platform' | 'space'>): Promise<void> {
      await removeRows({ db, community }, 'event_mirrors', { event_id: event, platform, space });
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
