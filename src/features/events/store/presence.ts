import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { chunks } from '../../../sql/columns.js';
import { findValues, removeRows, updateRows } from '../../../sql/rows.js';
import type { EventId, EventRoom, SessionId } from '../types.js';
import { roomColumn } from './columns.js';
import type { EventsTables } from './tables.js';

/** Below the number of variables that SQLite takes in one statement. */
const ROWS_AT_ONCE = 500;

/** A session that takes place in a voice channel. */
export interface RoomSession {
  readonly id: SessionId;
  readonly event: EventId;
  readonly room: EventRoom;
  readonly endsAt: Instant;
}

/** When somebody was in the voice channel of a session. */
export interface Presence {
  readonly session: SessionId;
  readonly member: MemberId;
  readonly cameAt: Instant;
  readonly leftAt: Instant | null;
  readonly seenAt: Instant;
}

/** Who is in voice channels while events take place there. Once a session is counted, nothing of it is kept. */
export function presenceStore({ db: base, community }: Tx) {
  const db = base.withTables<EventsTables>();
  const place = { db, community };
  const stays = () =>
    db
      .selectFrom('event_presence')
      .select(['session_id as session', 'member_id as member', 'came_at as cameAt', 'left_at as leftAt', 'seen_at as seenAt'])
      .where('community_id', '=', community);
  return {
    /** Sessions in voice channels that have begun by `begunBy` and end after `endsAfter`. */
    async sessionsInRooms({
      begunBy,
      endsAfter,
    }: {
      readonly begunBy: Instant;
      readonly endsAfter: Instant;
    }): Promise<readonly RoomSession[]> {
      const rows = await db
        .selectFrom('event_sessions')
        .innerJoin('events', 'events.id', 'event_sessions.event_id')
        .select(['event_sessions.id', 'event_sessions.event_id as event', 'events.room', 'event_sessions.ends_at as endsAt'])
        .where('event_sessions.community_id', '=', community)
        .where('event_sessions.state', '=', 'planned')
        .where('event_sessions.starts_at', '<=', begunBy)
        .where('event_sessions.ends_at', '>', endsAfter)
        .where('events.state', '=', 'announced')
        .where('events.room', 'is not', null)
        .orderBy('event_sessions.id')
        .execute();
      return rows.flatMap(({ room: text, ...row }) => {
        const room = text === null ? null : roomColumn.read(text);
        return room === null ? [] : [{ ...row, room }];
      });
    },
    /** Who has come into these sessions and has not left. */
    async staysIn(sessions: readonly SessionId[]): Promise<readonly Presence[]> {
      return stays().where('session_id', 'in', sessions).where('left_at', 'is', null).execute();
    },
    async presenceAt(session: SessionId): Promise<readonly Presence[]> {
      return stays().where('session_id', '=', session).orderBy('member_id').orderBy('came_at').execute();
    },
    /** Somebody has come; told again, it changes nothing. */
    async addStays(session: SessionId, members: readonly MemberId[], at: Instant): Promise<void> {
      for (const some of chunks(members, ROWS_AT_ONCE)) {
        await db
          .insertInto('event_presence')
          .values(
            some.map((member) => ({
              community_id: community,
              session_id: session,
              member_id: member,
              came_at: at,
              left_at: null,
              seen_at: at,
            })),
          )
          // Whoever goes and comes back at the same moment did not go.
          .onConflict((conflict) => conflict.columns(['session_id', 'member_id', 'came_at']).doUpdateSet({ left_at: null }))
          .execute();
      }
    },
    async endStay({ session, member }: Pick<Presence, 'session' | 'member'>, at: Instant): Promise<void> {
      await updateRows(place, 'event_presence', { left_at: at }, { session_id: session, member_id: member, left_at: null });
    },
    /** They are still there. */
    async seeStays(session: SessionId, members: readonly MemberId[], at: Instant): Promise<void> {
      for (const some of chunks(members, ROWS_AT_ONCE)) {
        await updateRows(place, 'event_presence', { seen_at: at }, { session_id: session, member_id: some, left_at: null });
      }
    },
    async forgetStays(session: SessionId): Promise<void> {
      await removeRows(place, 'event_presence', { session_id: session });
    },
    /** Who does not want to be counted by their presence. */
    unheard: async (): Promise<ReadonlySet<MemberId>> => new Set(await findValues(place, 'event_unheard', 'member_id', {})),
    /** From now on they are not counted, nor in what takes place now. */
    async setUnheard(member: MemberId, at: Instant): Promise<void> {
      await removeRows(place, 'event_presence', { member_id: member });
      await db
        .insertInto('event_unheard')
        .values({ community_id: community, member_id: member, since: at })
        .onConflict((conflict) => conflict.column('member_id').doNothing())
        .execute();
    },
    async removeUnheard(member: MemberId): Promise<void> {
      await removeRows(place, 'event_unheard', { member_id: member });
    },
  };
}
