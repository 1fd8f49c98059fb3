import { sql } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Instant, LocalDate } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { findRow, hasRow, removeRows, saveRow } from '../../../sql/rows.js';
import type { Attends, EventId, Question, Registration, SeriesId } from '../types.js';
import { answersColumn, questionsColumn } from './columns.js';
import { EVENT_COLUMNS, SESSION_COLUMNS, toEvent, toSession, type WholeEvent } from './events.js';
import { REGISTRATION_COLUMNS, toRegistration } from './registrations.js';
import type { EventsTables } from './tables.js';

/** An event of a series, and what a member registered for it. */
export interface OwnInSeries extends WholeEvent {
  readonly registration: Registration | undefined;
}

/** Who comes to all events of a series. */
export function seriesMembersStore(tx: Tx) {
  const { db: base, community } = tx;
  const db = base.withTables<EventsTables>();
  const place = { db, community };
  const membersOf = (series: SeriesId) =>
    db.selectFrom('event_series_members').where('community_id', '=', community).where('series_id', '=', series);
  /** The registrations for events of a series, the latest event first. */
  const registered = (series: SeriesId) =>
    db
      .selectFrom('event_registrations as own')
      .innerJoin('events', 'events.id', 'own.event_id')
      .where('events.community_id', '=', community)
      .where('events.series_id', '=', series)
      .orderBy('events.occurrence', 'desc');
  return {
    async joinSeries(series: SeriesId, member: MemberId, attends: Attends, since: Instant): Promise<void> {
      await saveRow(place, 'event_series_members', { series_id: series, member_id: member }, { attends }, { since });
    },
    async leaveSeries(series: SeriesId, member: MemberId): Promise<void> {
      await removeRows(place, 'event_series_members', { series_id: series, member_id: member });
    },
    isInSeries: (series: SeriesId, member: MemberId): Promise<boolean> =>
      hasRow(place, 'event_series_members', { series_id: series, member_id: member }),
    /** How a member comes to all events of the series; undefined if they don't. */
    async attendsSeries(series: SeriesId, member: MemberId): Promise<Attends | undefined> {
      return (await findRow(place, 'event_series_members', ['attends'], { series_id: series, member_id: member }))?.attends;
    },
    /** Whether a member is reminded of their events of a series from one day on, as they chose at one of them. */
    async remindInSeries(series: SeriesId, member: MemberId, from: LocalDate, reminds: boolean): Promise<void> {
      await db
        .updateTable('event_registrations')
        .set({ reminds: flag(reminds) })
        .set(({ eb, ref }) => ({ version: eb(ref('version'), '+', 1) }))
        .where('community_id', '=', community)
        .where('member_id', '=', member)
        .where('state', '!=', 'declined')
        .where('event_id', 'in', ({ selectFrom }) =>
          selectFrom('events').select('events.id').where('events.series_id', '=', series).where('events.occurrence', '>=', from),
        )
        .execute();
    },
    /** Whoever comes to the whole series is reminded of this event as of the last one for which they said so. */
    async inheritReminds(series: SeriesId, event: EventId): Promise<void> {
      const chosen = registered(series)
        .select('own.reminds')
        .where('own.reminds', 'is not', null)
        .where('own.member_id', '=', sql.ref<MemberId>('event_registrations.member_id'))
        .limit(1);
      await db
        .updateTable('event_registrations')
        .set({ reminds: chosen })
        .where('community_id', '=', community)
        .where('event_id', '=', event)
        .where('reminds', 'is', null)
        .where('member_id', 'in', membersOf(series).select('member_id'))
        .execute();
    },
    /** The announced events of a series, by the day that its rule gives, with what one member registered for them. */
    async seriesFor(series: SeriesId, member: MemberId): Promise<readonly OwnInSeries[]> {
      const events = () =>
        db.selectFrom('events').where('community_id', '=', community).where('series_id', '=', series).where('state', '=', 'announced');
      const ids = () => events().select('id');
      const found = await readInOneStatement(tx, {
        events: events().select(EVENT_COLUMNS).orderBy('occurrence').orderBy('id'),
        sessions: db
          .selectFrom('event_sessions')
          .select(SESSION_COLUMNS)
          .where('community_id', '=', community)
          .where('event_id', 'in', ids())
          .orderBy('position'),
        registrations: db
          .selectFrom('event_registrations')
          .select(REGISTRATION_COLUMNS)
          .where('community_id', '=', community)
          .where('event_id', 'in', ids())
          .where('member_id', '=', member),
      });
      const sessions = found.sessions.map(toSession);
      const registrations = new Map(found.registrations.map((row) => [row.event_id, toRegistration(row)]));
      return found.events.map((row) => ({
        event: toEvent(row),
        sessions: sessions.filter(({ event }) => event === row.id),
        registration: registrations.get(row.id),
      }));
    },
    /** What members answered to questions of events of the series, the latest event first. */
    async answersInSeries(
      series: SeriesId,
      members: readonly MemberId[],
    ): Promise<readonly { readonly member: MemberId; readonly questions: readonly Question[]; readonly answers: readonly string[] }[]> {
      if (members.length === 0) return [];
      const rows = await registered(series)
        .select(['own.member_id', 'own.answers', 'events.questions'])
        .where('own.member_id', 'in', members)
        .where('own.answers', 'is not', null)
        .execute();
      return rows.flatMap(({ member_id: member, answers, questions }) =>
        member === null || answers === null
          ? []
          : [{ member, answers: answersColumn.read(answers), questions: questionsColumn.read(questions) }],
      );
    },
    /** Who comes to all events of the series and has not answered for this one, in the order in which they said so. */
    async seriesMembersWithout(
      series: SeriesId,
      event: EventId,
      limit: number,
    ): Promise<readonly { readonly member: MemberId; readonly attends: Attends }[]> {
      const rows = await membersOf(series)
        .select(['member_id', 'attends'])
        .where('member_id', 'not in', ({ selectFrom }) =>
          selectFrom('event_registrations')
            .select('event_registrations.member_id')
            .where('event_registrations.event_id', '=', event)
            .where('event_registrations.member_id', 'is not', null)
            .$castTo<{ member_id: MemberId }>(),
        )
        .orderBy('since')
        .orderBy('member_id')
        .limit(limit)
        .execute();
      return rows.map(({ member_id, attends }) => ({ member: member_id, attends }));
    },
  };
}
