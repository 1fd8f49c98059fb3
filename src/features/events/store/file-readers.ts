import type { Selectable } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { findRow, findRows, insertMany, insertRow, updateRows } from '../../../sql/rows.js';
import type { FileReader, Reached } from '../slides/types.js';
import type { EventId, RegistrationId } from '../types.js';
import type { EventsTables } from './tables.js';

/** Who got files: a member, or a guest by their registration. */
export type Getter = { readonly member: MemberId } | { readonly registration: RegistrationId };

type Row = Pick<Selectable<EventsTables['event_file_readers']>, 'sent_at' | 'requested_at' | 'fetched_at'>;

/** What `reachedOf` counts, as queries that run together with others. */
export function reachQueries({ db: base, community }: Pick<Tx, 'db' | 'community'>, event: EventId) {
  const db = base.withTables<EventsTables>();
  return {
    readers: db
      .selectFrom('event_file_readers')
      .select(['sent_at', 'requested_at', 'fetched_at'])
      .where('community_id', '=', community)
      .where('event_id', '=', event),
    attended: db
      .selectFrom('event_attendance')
      .innerJoin('event_sessions', 'event_sessions.id', 'event_attendance.session_id')
      .select('event_attendance.registration_id')
      .distinct()
      .where('event_attendance.community_id', '=', community)
      .where('event_sessions.event_id', '=', event)
      .where('event_attendance.share', '>', 0),
  };
}

/** Of the people of one event, how many were there, were sent something, fetched it, and asked for it. */
export function reachedOf({
  readers,
  attended,
}: {
  readonly readers: readonly Row[];
  readonly attended: readonly unknown[];
}): Reached & { readonly attended: number } {
  return {
    attended: attended.length,
    sent: readers.filter(({ sent_at }) => sent_at !== null).length,
    fetched: readers.filter(({ fetched_at }) => fetched_at !== null).length,
    requested: readers.filter(({ requested_at }) => requested_at !== null).length,
  };
}

/** How many rows one statement writes. */
const AT_ONCE = 500;

/** Who got the files of events. */
export function fileReaderStore({ db: base, community }: Tx) {
  const db = base.withTables<EventsTables>();
  const place = { db, community };
  const rowOf = (event: EventId, getter: Getter) =>
    findRow(
      place,
      'event_file_readers',
      ['id', 'sent_at', 'requested_at', 'fetched_at', 'later'],
      'member' in getter ? { event_id: event, member_id: getter.member } : { event_id: event, registration_id: getter.registration },
    );

  return {
    async fileReader(event: EventId, member: MemberId): Promise<FileReader | undefined> {
      const row = await rowOf(event, { member });
      return row && { member, isSent: row.sent_at !== null, later: row.later === 1 };
    },
    async fileReaders(event: EventId): Promise<readonly FileReader[]> {
      const rows = await findRows(place, 'event_file_readers', ['member_id', 'sent_at', 'later'], { event_id: event }, 'id');
      return rows.map(({ member_id, sent_at, later }) => ({ member: member_id, isSent: sent_at !== null, later: later === 1 }));
    },
    /** Files were sent to these people; a second time changes nothing. */
    async noteSent(event: EventId, getters: readonly Getter[], at: Instant): Promise<void> {
      const known = await findRows(place, 'event_file_readers', ['id', 'member_id', 'registration_id', 'sent_at'], { event_id: event });
      const byMember = new Map(known.map((row) => [row.member_id, row]));
      const byRegistration = new Map(known.map((row) => [row.registration_id, row]));
      const rowFor = (getter: Getter) => ('member' in getter ? byMember.get(getter.member) : byRegistration.get(getter.registration));
      const added = getters.filter((getter) => rowFor(getter) === undefined);
      const first = getters.flatMap((getter) => rowFor(getter) ?? []).filter(({ sent_at }) => sent_at === null);
      for (let start = 0; start < added.length; start += AT_ONCE) {
        const rows = added.slice(start, start + AT_ONCE).map((getter) => ({ ...newRow(event, getter), sent_at: at }));
        await insertMany(place, 'event_file_readers', rows);
      }
      for (let start = 0; start < first.length; start += AT_ONCE) {
        const ids = first.slice(start, start + AT_ONCE).map(({ id }) => id);
        await updateRows(place, 'event_file_readers', { sent_at: at }, { id: ids });
      }
    },
    /**
     * Somebody asked for files, fetched one, or found one elsewhere. Whoever was sent something before has not asked. `later`: whether they hear of later
     * files unless they say otherwise.
     *
     * @returns Whether they hear of later ones.
     */
    async noteAsked(
      event: EventId,
      getter: Getter,
      { did, later, at }: { readonly did: 'asked' | 'fetched' | 'found'; readonly later: boolean; readonly at: Instant },
    ): Promise<boolean> {
      const known = await rowOf(event, getter);
      const fetched = did === 'asked' ? null : at;
      const requested = did === 'found' ? null : at;
      if (!known) {
        await insertRow(place, 'event_file_readers', {
          ...newRow(event, getter),
          requested_at: requested,
          fetched_at: fetched,
          later: flag(later),
        });
        return later;
      }
      const change = {
        requested_at: known.sent_at === null ? (known.requested_at ?? requested) : known.requested_at,
        fetched_at: known.fetched_at ?? fetched,
      };
      if (change.requested_at !== known.requested_at || change.fetched_at !== known.fetched_at)
        await updateRows(place, 'event_file_readers', change, { id: known.id });
      return known.later === 1;
    },
    /** Whether somebody wants later files. Returns whether they got any. */
    async chooseLater(event: EventId, member: MemberId, later: boolean): Promise<boolean> {
      return (await updateRows(place, 'event_file_readers', { later: flag(later) }, { event_id: event, member_id: member })) > 0;
    },
  };
}

const newRow = (event: EventId, getter: Getter) => ({
  event_id: event,
  member_id: 'member' in getter ? getter.member : null,
  registration_id: 'registration' in getter ? getter.registration : null,
  sent_at: null,
  requested_at: null,
  fetched_at: null,
});
