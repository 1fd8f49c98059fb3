import type { LocalDate } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { findRow, findValues, insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import { type Taken, WITH_PLACE } from '../rules/places.js';
import type { EventId, Series, SeriesId } from '../types.js';
import type { EventsTables } from './tables.js';

/** Events that recur. */
export function seriesStore({ db: base, community }: Tx) {
  const db = base.withTables<EventsTables>();
  const place = { db, community };
  return {
    insertSeries: ({ rule, startsOn }: Pick<Series, 'rule' | 'startsOn'>): Promise<SeriesId> =>
      insertRow(place, 'event_series', { rule, starts_on: startsOn, until_made: null, ended_at: null }),
    async series(id: SeriesId): Promise<Series | undefined> {
      const row = await findRow(place, 'event_series', ['rule', 'starts_on', 'until_made', 'ended_at'], { id });
      return row && { id, rule: row.rule, startsOn: row.starts_on, untilMade: row.until_made, endedAt: row.ended_at };
    },
    async updateSeries(
      id: SeriesId,
      { startsOn, untilMade, endedAt }: Partial<Pick<Series, 'startsOn' | 'untilMade' | 'endedAt'>>,
    ): Promise<void> {
      await updateRows(place, 'event_series', { starts_on: startsOn, until_made: untilMade, ended_at: endedAt }, { id });
    },
    /** The day by which an occurrence is known; its version stays. */
    async nameOccurrence(event: EventId, occurrence: LocalDate): Promise<void> {
      await updateRows(place, 'events', { occurrence }, { id: event });
    },
    async removeSeries(id: SeriesId): Promise<void> {
      await removeRows(place, 'event_series', { id });
    },
    /** Events of a series, by the day that its rule gives. */
    eventsOfSeries: (id: SeriesId): Promise<readonly EventId[]> => findValues(place, 'events', 'id', { series_id: id }, 'occurrence'),
    /** The places that people have at events of the series, of those at which somebody has one. */
    async takenInSeries(series: SeriesId): Promise<ReadonlyMap<EventId, readonly Taken[]>> {
      const rows = await db
        .selectFrom('event_registrations')
        .select(({ fn }) => ['event_id', 'attends', 'organisation_id', fn.countAll<number | string>().as('count')])
        .where('community_id', '=', community)
        .where('event_id', 'in', ({ selectFrom }) => selectFrom('events').select('events.id').where('events.series_id', '=', series))
        .where('state', 'in', WITH_PLACE)
        .groupBy(['event_id', 'attends', 'organisation_id'])
        .execute();
      const found = new Map<EventId, Taken[]>();
      for (const { event_id, attends, organisation_id: organisation, count } of rows) {
        const taken = { attends, organisation, count: Number(count) };
        const known = found.get(event_id);
        if (known) known.push(taken);
        else found.set(event_id, [taken]);
      }
      return found;
    },
  };
}
