import type { MemberId } from '../../../core/ids.js';
import type { Instant, LocalDate } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import type { Attends, EventId, Series, SeriesId } from '../types.js';
import type { EventsTables } from './tables.js';

/** Events that recur, and who comes to all of them. */
export function seriesStore({ db: base, community }: Tx) {
  const db = base.withTables<EventsTables>();
  return {
    async insertSeries({ rule, startsOn }: Pick<Series, 'rule' | 'startsOn'>): Promise<SeriesId> {
      const { id } = await db
        .insertInto('event_series')
        .values({ community_id: community, rule, starts_on: startsOn })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    async series(id: SeriesId): Promise<Series | undefined> {
      const row = await db
        .selectFrom('event_series')
        .select(['rule', 'starts_on', 'until_made', 'ended_at'])
        .where('community_id', '=', community)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && { id, rule: row.rule, startsOn: row.starts_on, untilMade: row.until_made, endedAt: row.ended_at };
    },
    async updateSeries(
      id: SeriesId,
      { startsOn, untilMade, endedAt }: Partial<Pick<Series, 'startsOn' | 'untilMade' | 'endedAt'>>,
    ): Promise<void> {
      await db
        .updateTable('event_series')
        .set({ starts_on: startsOn, until_made: untilMade, ended_at: endedAt })
        .where('community_id', '=', community)
        .where('id', '=', id)
        .execute();
    },
    /** The day by which an occurrence is known; its version stays. */
    async nameOccurrence(event: EventId, occurrence: LocalDate): Promise<void> {
      await db.updateTable('events').set({ occurrence }).where('community_id', '=', community).where('id', '=', event).execute();
    },
    async removeSeries(id: SeriesId): Promise<void> {
      await db.deleteFrom('event_series').where('community_id', '=', community).where('id', '=', id).execute();
    },
    /** Events of a series, by the day that its rule gives. */
    async eventsOfSeries(id: SeriesId): Promise<readonly EventId[]> {
      const rows = await db
        .selectFrom('events')
        .select('id')
        .where('community_id', '=', community)
        .where('series_id', '=', id)
        .orderBy('occurrence')
        .execute();
      return rows.map((row) => row.id);
    },
    async joinSeries(series: SeriesId, member: MemberId, attends: Attends, since: Instant): Promise<void> {
      await db
        .insertInto('event_series_members')
        .values({ community_id: community, series_id: series, member_id: member, attends, since })
        .onConflict((conflict) => conflict.columns(['series_id', 'member_id']).doUpdateSet({ attends }))
        .execute();
    },
    async leaveSeries(series: SeriesId, member: MemberId): Promise<void> {
      await db
        .deleteFrom('event_series_members')
        .where('community_id', '=', community)
        .where('series_id', '=', series)
        .where('member_id', '=', member)
        .execute();
    },
    async isInSeries(series: SeriesId, member: MemberId): Promise<boolean> {
      const row = await db
        .selectFrom('event_series_members')
        .select('since')
        .where('community_id', '=', community)
        .where('series_id', '=', series)
        .where('member_id', '=', member)
        .executeTakeFirst();
      return row !== undefined;
    },
    /** Who comes to all events of the series and has not answered for this one, in the order in which they said so. */
    async seriesMembersWithout(
      series: SeriesId,
      event: EventId,
      limit: number,
    ): Promise<readonly { readonly member: MemberId; readonly attends: Attends }[]> {
      const rows = await db
        .selectFrom('event_series_members')
        .select(['member_id', 'attends'])
        .where('community_id', '=', community)
        .where('series_id', '=', series)
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
