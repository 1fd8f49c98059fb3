import type { MemberId, OrganisationId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { chunks, flag } from '../../../sql/columns.js';
import { allAs, findRow, removeRows, saveRow, updateRows } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import type { Attendance, Attends, CodeTries, EventId, RegistrationId, Session, SessionId } from '../types.js';
import { SESSION_COLUMNS, toSession } from './events.js';
import type { EventsTables } from './tables.js';

/** How many rows one statement writes, so that SQLite's limit of variables is kept. */
const ROWS_AT_ONCE = 500;

/** Somebody who came without having registered: a member, or a guest under a name. */
export interface WalkIn {
  readonly event: EventId;
  readonly member: MemberId | null;
  readonly guestName: string | null;
  readonly guestOrganisation: string | null;
  readonly organisation: OrganisationId | null;
  readonly attends: Attends;
  readonly registeredBy: MemberId | null;
  readonly registeredAt: Instant;
}

/** The columns of an attendance, as it is read. */
export const ATTENDANCE = [
  'event_attendance.session_id as session',
  'event_attendance.registration_id as registration',
  'event_attendance.source',
  'event_attendance.share',
  'event_attendance.recorded_at as recordedAt',
] as const;

/** Who was in which session of an event. */
export function selectAttendance({ db, community }: Pick<Tx, 'db' | 'community'>, event: EventId) {
  return db
    .withTables<EventsTables>()
    .selectFrom('event_attendance')
    .innerJoin('event_sessions', 'event_sessions.id', 'event_attendance.session_id')
    .select(ATTENDANCE)
    .where('event_attendance.community_id', '=', community)
    .where('event_sessions.event_id', '=', event)
    .orderBy('event_attendance.session_id')
    .orderBy('event_attendance.registration_id');
}

/** Who was there, and the codes with which people say so. */
export function attendanceStore(tx: Tx) {
  const { db, community } = placeIn<EventsTables>(tx);
  const place = { db, community };
  return {
    /** Sessions with this code that were not called off. */
    async sessionsWithCode(code: string): Promise<readonly Session[]> {
      return allAs(
        db
          .selectFrom('event_sessions')
          .select(SESSION_COLUMNS)
          .where('community_id', '=', community)
          .where('code', '=', code)
          .where('state', '=', 'planned')
          .where('event_id', 'in', ({ selectFrom }) => selectFrom('events').select('events.id').where('events.state', '=', 'announced'))
          .orderBy('starts_at', 'desc'),
        toSession,
      );
    },
    async setCode(session: SessionId, code: string): Promise<void> {
      await updateRows(place, 'event_sessions', { code }, { id: session });
    },
    /** How many women and men an organiser counted in a session; null: nobody did. */
    async setWomen(session: SessionId, counted: { readonly women: number; readonly men: number } | null): Promise<void> {
      await updateRows(place, 'event_sessions', { women: counted?.women ?? null, men: counted?.men ?? null }, { id: session });
    },
    codeTries: (member: MemberId): Promise<CodeTries | undefined> =>
      findRow(place, 'event_code_tries', ['tries', 'since'], { member_id: member }),
    async saveCodeTries(member: MemberId, tries: CodeTries): Promise<void> {
      await saveRow(place, 'event_code_tries', { member_id: member }, tries);
    },
    /** Who was in which session of an event. */
    attendance: (event: EventId): Lookup<readonly Attendance[]> => lookup(selectAttendance(tx, event), (rows) => rows),
    async attendanceAt(event: EventId): Promise<readonly Attendance[]> {
      return selectAttendance(tx, event).execute();
    },
    /** Writes who was there; what was known of them in that session is replaced. */
    async saveAttendance(attendance: readonly Attendance[]): Promise<void> {
      for (const some of chunks(attendance, ROWS_AT_ONCE)) {
        await db
          .insertInto('event_attendance')
          .values(
            some.map(({ session, registration, source, share, recordedAt }) => ({
              community_id: community,
              session_id: session,
              registration_id: registration,
              source,
              share,
              recorded_at: recordedAt,
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(['session_id', 'registration_id']).doUpdateSet(({ ref }) => ({
              source: ref('excluded.source'),
              share: ref('excluded.share'),
              recorded_at: ref('excluded.recorded_at'),
            })),
          )
          .execute();
      }
    },
    async removeAttendance(session: SessionId, registrations: readonly RegistrationId[]): Promise<void> {
      await removeRows(place, 'event_attendance', { session_id: session, registration_id: registrations });
    },
    /** Writes down somebody who came without having registered: they have no place, and are counted as there. */
    async insertWalkIn({ event, member, organisation, attends, registeredAt, ...walkIn }: WalkIn): Promise<RegistrationId> {
      const { id } = await db
        .insertInto('event_registrations')
        .values({
          community_id: community,
          event_id: event,
          member_id: member,
          guest_name: walkIn.guestName,
          guest_organisation: walkIn.guestOrganisation,
          organisation_id: organisation,
          is_guest: flag(member === null),
          state: 'maybe',
          attends,
          registered_by: walkIn.registeredBy,
          registered_at: registeredAt,
        })
        // Two clicks at the same moment write one row; this one changes nothing, and gives its number.
        .onConflict((conflict) => conflict.columns(['event_id', 'member_id']).doUpdateSet({ member_id: member }))
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
  };
}
