import type { Selectable } from 'kysely';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { allAs, firstAs, insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import type { CommunityEvent, EventId, EventState, Session, SessionId } from '../types.js';
import { audienceColumn, needsColumn, questionsColumn, roomColumn, textsColumn } from './columns.js';
import type { EventsTables } from './tables.js';

/** By name, for statements that read several tables. */
export const EVENT_COLUMNS = [
  'id',
  'community_id',
  'series_id',
  'occurrence',
  'changed_alone',
  'kind',
  'format',
  'state',
  'version',
  'sequence',
  'language',
  'texts',
  'zone',
  'place',
  'link',
  'room',
  'room_capacity',
  'online_capacity',
  'organisation_seats',
  'audience',
  'questions',
  'second_form',
  'needs',
  'recorded',
  'approval',
  'certificate',
  'required_share',
  'feedback',
  'counts_women',
  'registration_from',
  'registration_until',
  'announce_at',
  'announced_at',
  'cancelled_at',
  'cancel_reason',
  'created_by',
  'created_at',
] as const;

export const SESSION_COLUMNS = [
  'id',
  'community_id',
  'event_id',
  'position',
  'state',
  'date',
  'start_time',
  'end_time',
  'starts_at',
  'ends_at',
  'code',
  'women',
  'men',
  'overnight_sure',
] as const;

export function toEvent(row: Omit<Selectable<EventsTables['events']>, 'import_uid'>): CommunityEvent {
  return {
    id: row.id,
    series: row.series_id,
    occurrence: row.occurrence,
    changedAlone: row.changed_alone === 1,
    kind: row.kind,
    format: row.format,
    state: row.state,
    version: row.version,
    sequence: row.sequence,
    language: row.language,
    texts: textsColumn.read(row.texts),
    zone: row.zone,
    place: row.place,
    link: row.link,
    room: row.room === null ? null : roomColumn.read(row.room),
    roomCapacity: row.room_capacity,
    onlineCapacity: row.online_capacity,
    organisationSeats: row.organisation_seats,
    audience: audienceColumn.read(row.audience),
    questions: questionsColumn.read(row.questions),
    secondForm: questionsColumn.read(row.second_form),
    needs: needsColumn.read(row.needs),
    recorded: row.recorded === 1,
    approval: row.approval === 1,
    certificate: row.certificate === 1,
    requiredShare: row.required_share,
    feedback: row.feedback === 1,
    countsWomen: row.counts_women === 1,
    registrationFrom: row.registration_from,
    registrationUntil: row.registration_until,
    announceAt: row.announce_at,
    announcedAt: row.announced_at,
    cancelledAt: row.cancelled_at,
    cancelReason: row.cancel_reason,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}

export function toSession(row: Selectable<EventsTables['event_sessions']>): Session {
  return {
    id: row.id,
    event: row.event_id,
    position: row.position,
    state: row.state,
    date: row.date,
    startTime: row.start_time,
    endTime: row.end_time,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    code: row.code,
    women: row.women,
    men: row.men,
    overnightSure: row.overnight_sure === 1,
  };
}

export type NewEvent = Omit<CommunityEvent, 'id' | 'version' | 'sequence' | 'announcedAt' | 'cancelledAt' | 'cancelReason'> &
  Partial<Pick<CommunityEvent, 'announcedAt'>> & {
    /** By which the calendar that it was imported from knows it. */
    readonly importUid?: string | null;
  };
export type NewSession = Omit<Session, 'id' | 'code' | 'women' | 'men' | 'overnightSure'> & Partial<Pick<Session, 'overnightSure'>>;

/** An event with its sessions, the first one first. */
export interface WholeEvent {
  readonly event: CommunityEvent;
  readonly sessions: readonly Session[];
}

const optionally = <T, R>(value: T | undefined, write: (given: T) => R): R | undefined => (value === undefined ? undefined : write(value));

function toRow(event: Partial<CommunityEvent>) {
  return {
    series_id: event.series,
    occurrence: event.occurrence,
    changed_alone: optionally(event.changedAlone, flag),
    kind: event.kind,
    format: event.format,
    state: event.state,
    sequence: event.sequence,
    language: event.language,
    texts: optionally(event.texts, textsColumn.write),
    zone: event.zone,
    place: event.place,
    link: event.link,
    room: optionally(event.room, (room) => room && roomColumn.write(room)),
    room_capacity: event.roomCapacity,
    online_capacity: event.onlineCapacity,
    organisation_seats: event.organisationSeats,
    audience: optionally(event.audience, audienceColumn.write),
    questions: optionally(event.questions, questionsColumn.write),
    second_form: optionally(event.secondForm, questionsColumn.write),
    needs: optionally(event.needs, needsColumn.write),
    recorded: optionally(event.recorded, flag),
    approval: optionally(event.approval, flag),
    certificate: optionally(event.certificate, flag),
    required_share: event.requiredShare,
    feedback: optionally(event.feedback, flag),
    counts_women: optionally(event.countsWomen, flag),
    registration_from: event.registrationFrom,
    registration_until: event.registrationUntil,
    announce_at: event.announceAt,
    announced_at: event.announcedAt,
    cancelled_at: event.cancelledAt,
    cancel_reason: event.cancelReason,
  };
}

/** The events and their sessions. */
export function eventStore(tx: Tx) {
  const { db, community } = placeIn<EventsTables>(tx);
  const events = () => db.selectFrom('events').select(EVENT_COLUMNS).where('community_id', '=', community);
  const sessions = () => db.selectFrom('event_sessions').select(SESSION_COLUMNS).where('community_id', '=', community);
  return {
    async insertEvent(event: NewEvent): Promise<EventId> {
      return await insertRow({ db, community }, 'events', {
        series_id: event.series,
        occurrence: event.occurrence,
        changed_alone: flag(event.changedAlone),
        kind: event.kind,
        format: event.format,
        state: event.state,
        language: event.language,
        texts: textsColumn.write(event.texts),
        zone: event.zone,
        place: event.place,
        link: event.link,
        room: event.room && roomColumn.write(event.room),
        room_capacity: event.roomCapacity,
        online_capacity: event.onlineCapacity,
        organisation_seats: event.organisationSeats,
        audience: audienceColumn.write(event.audience),
        questions: questionsColumn.write(event.questions),
        second_form: questionsColumn.write(event.secondForm),
        needs: needsColumn.write(event.needs),
        recorded: flag(event.recorded),
        approval: flag(event.approval),
        certificate: flag(event.certificate),
        required_share: event.requiredShare,
        feedback: flag(event.feedback),
        counts_women: flag(event.countsWomen),
        registration_from: event.registrationFrom,
        registration_until: event.registrationUntil,
        announce_at: event.announceAt,
        announced_at: event.announcedAt ?? null,
        created_by: event.createdBy,
        created_at: event.createdAt,
        import_uid: event.importUid ?? null,
      });
    },
    async insertSession(session: NewSession): Promise<SessionId> {
      return await insertRow({ db, community }, 'event_sessions', {
        event_id: session.event,
        position: session.position,
        state: session.state,
        date: session.date,
        start_time: session.startTime,
        end_time: session.endTime,
        starts_at: session.startsAt,
        ends_at: session.endsAt,
        overnight_sure: session.overnightSure === true ? 1 : null,
      });
    },
    /** An event with its sessions, in one statement. */
    async whole(id: EventId): Promise<WholeEvent | undefined> {
      const found = await readInOneStatement(tx, {
        events: events().where('id', '=', id),
        sessions: sessions().where('event_id', '=', id).orderBy('position'),
      });
      const [event] = found.events.map(toEvent);
      return event && { event, sessions: found.sessions.map(toSession) };
    },
    /** Events with a session that ends after `from`, by their first such session; without `states` all of them. */
    async coming(
      from: Instant,
      { states, limit = 200 }: { readonly states?: readonly [EventState, ...EventState[]]; readonly limit?: number } = {},
    ): Promise<readonly WholeEvent[]> {
      const rows = await db
        .selectFrom('event_sessions')
        .innerJoin('events', 'events.id', 'event_sessions.event_id')
        .select(({ fn }) => ['event_sessions.event_id', fn.min('event_sessions.starts_at').as('first')])
        .where('event_sessions.community_id', '=', community)
        .where('event_sessions.ends_at', '>', from)
        .$if(states !== undefined, (query) => query.where('events.state', 'in', states ?? ['draft']))
        .groupBy('event_sessions.event_id')
        .orderBy('first')
        .orderBy('event_sessions.event_id')
        .limit(limit)
        .execute();
      return this.wholeOf(rows.map(({ event_id }) => event_id));
    },
    /** Several events, in the given order. */
    async wholeOf(ids: readonly EventId[]): Promise<readonly WholeEvent[]> {
      if (ids.length === 0) return [];
      const found = await readInOneStatement(tx, {
        events: events().where('id', 'in', ids),
        sessions: sessions().where('event_id', 'in', ids).orderBy('position'),
      });
      const all = found.sessions.map(toSession);
      const known = new Map(found.events.map(toEvent).map((event) => [event.id, event]));
      return ids.flatMap((id) => {
        const event = known.get(id);
        return event ? [{ event, sessions: all.filter((session) => session.event === id) }] : [];
      });
    },
    /** Sessions of events in these states, announced ones unless told, that overlap with [from, to). */
    async sessionsBetween(from: Instant, to: Instant, states: readonly EventState[] = ['announced']): Promise<readonly Session[]> {
      return allAs(
        sessions()
          .where('starts_at', '<', to)
          .where('ends_at', '>', from)
          .where('state', '=', 'planned')
          .where('event_id', 'in', ({ selectFrom }) =>
            selectFrom('events')
              .select('events.id')
              .where('events.state', 'in', [...states]),
          )
          .orderBy('starts_at'),
        toSession,
      );
    },
    async session(id: SessionId): Promise<Session | undefined> {
      return firstAs(sessions().where('id', '=', id), toSession);
    },
    /**
     * Changes an event; its version grows. With `seen`, only if its version is still that one. Returns whether it was changed.
     */
    async updateEvent(id: EventId, change: Partial<CommunityEvent>, seen?: Pick<CommunityEvent, 'version'>): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('events')
        .set(toRow(change))
        .set(({ eb, ref }) => ({ version: eb(ref('version'), '+', 1) }))
        .where('community_id', '=', community)
        .where('id', '=', id)
        .$if(seen !== undefined, (query) => query.where('version', '=', seen?.version ?? 0))
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows) > 0;
    },
    /** Changes a session. What an organiser said of its end is forgotten with the hours that it was said of. */
    async updateSession(
      id: SessionId,
      change: Partial<Pick<Session, 'position' | 'state' | 'date' | 'startTime' | 'endTime' | 'startsAt' | 'endsAt'>> & {
        readonly overnightSure?: true | undefined;
      },
    ): Promise<void> {
      const hasOtherHours = change.date !== undefined || change.startTime !== undefined || change.endTime !== undefined;
      await updateRows(
        { db, community },
        'event_sessions',
        {
          position: change.position,
          state: change.state,
          date: change.date,
          start_time: change.startTime,
          end_time: change.endTime,
          starts_at: change.startsAt,
          ends_at: change.endsAt,
          overnight_sure: change.overnightSure === true ? 1 : hasOtherHours ? null : undefined,
        },
        { id },
      );
    },
    async removeSession(id: SessionId): Promise<void> {
      await removeRows({ db, community }, 'event_sessions', { id });
    },
    /** Events that were imported under one of these UIDs, and titles of those that begin at one of these moments, in one statement. */
    async importedAlready({ uids, starts }: { readonly uids: readonly string[]; readonly starts: readonly Instant[] }) {
      const found = await readInOneStatement(tx, {
        uids: db
          .selectFrom('events')
          .select('import_uid')
          .where('community_id', '=', community)
          .where('import_uid', 'in', uids.length === 0 ? [''] : uids),
        rows: db
          .selectFrom('event_sessions')
          .innerJoin('events', 'events.id', 'event_sessions.event_id')
          .select(['events.texts', 'event_sessions.starts_at'])
          .where('event_sessions.community_id', '=', community)
          .where('event_sessions.starts_at', 'in', starts),
      });
      return {
        uids: found.uids.flatMap(({ import_uid }) => import_uid ?? []),
        rows: found.rows.map(({ texts, starts_at }) => ({
          titles: Object.values(textsColumn.read(texts)).map(({ title }) => title),
          startsAt: starts_at,
        })),
      };
    },
    /** Keeps others from registering until the transaction ends. */
    async holdPlaces(id: EventId): Promise<void> {
      await db
        .updateTable('events')
        .set(({ ref }) => ({ version: ref('version') }))
        .where('community_id', '=', community)
        .where('id', '=', id)
        .execute();
    },
    async removeEvent(id: EventId): Promise<void> {
      await removeRows({ db, community }, 'events', { id });
    },
  };
}
