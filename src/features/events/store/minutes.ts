import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import type { CommunityEvent, EventId, Minutes, MinutesState, Note, NoteId } from '../types.js';
import type { EventsTables } from './tables.js';

/** What somebody said, before it has a number. `member` is kept so that they can take it back. */
export type NewNote = Omit<Note, 'id' | 'outcome' | 'mergedInto'> & { readonly member: MemberId };

type Meeting = Pick<CommunityEvent, 'id' | 'series' | 'kind'>;

/** How far the minutes of a meeting are, and the meeting before it that has some. */
export interface MeetingsAround {
  readonly minutes: Minutes | undefined;
  readonly previous: { readonly event: EventId; readonly state: MinutesState } | undefined;
}

/** By name, for statements that read several tables. */
const NOTE_COLUMNS = [
  'id',
  'event_id as event',
  'kind',
  'sector',
  'organisation_id as organisation',
  'language',
  'words',
  'responsible',
  'responsible_id as responsibleMember',
  'due_on as dueOn',
  'outcome',
  'merged_into as mergedInto',
  'noted_at as notedAt',
] as const;

const MINUTES_COLUMNS = [
  'event_id as event',
  'state',
  'version',
  'previous_id as previous',
  'approved_at as approvedAt',
  'corrections_until as correctionsUntil',
] as const;

/** Minutes of meetings, and what is noted for them. Who wrote a note is never read with it. */
export function minutesStore(tx: Tx) {
  const { db, community } = placeIn<EventsTables>(tx);
  const minutes = (event: EventId) =>
    db.selectFrom('event_minutes').select(MINUTES_COLUMNS).where('community_id', '=', community).where('event_id', '=', event);
  const notes = () => db.selectFrom('event_notes').select(NOTE_COLUMNS).where('community_id', '=', community);
  const before = ({ id, series, kind }: Meeting, start: Instant) =>
    db
      .selectFrom('event_minutes')
      .innerJoin('events', 'events.id', 'event_minutes.event_id')
      .innerJoin('event_sessions', 'event_sessions.event_id', 'events.id')
      .select(({ fn }) => ['events.id', 'event_minutes.state', fn.max('event_sessions.ends_at').as('ended')])
      .where('event_minutes.community_id', '=', community)
      .where('events.state', '=', 'announced')
      .where('events.id', '!=', id)
      .where(({ eb }) => (series === null ? eb('events.kind', '=', kind) : eb('events.series_id', '=', series)))
      .groupBy(['events.id', 'event_minutes.state'])
      .having(({ fn }) => fn.max('event_sessions.ends_at'), '<=', start)
      .orderBy('ended', 'desc')
      .limit(1);
  return {
    /** The minutes of a meeting and all that is noted, in one statement. */
    async minutesWithNotes(event: EventId): Promise<{ readonly minutes: Minutes | undefined; readonly notes: readonly Note[] }> {
      const found = await readInOneStatement(tx, {
        minutes: minutes(event),
        notes: notes().where('event_id', '=', event).orderBy('id'),
      });
      return { minutes: found.minutes[0], notes: found.notes };
    },
    async minutesOf(event: EventId): Promise<Minutes | undefined> {
      return minutes(event).executeTakeFirst();
    },
    /** Begins the minutes of a meeting; where they are begun, nothing changes. */
    async beginMinutes(event: EventId, previous: EventId | null): Promise<Minutes> {
      const begun = await db
        .insertInto('event_minutes')
        .values({ community_id: community, event_id: event, state: 'open', previous_id: previous, approved_at: null })
        .onConflict((conflict) => conflict.column('event_id').doUpdateSet({ event_id: event }))
        .returning(MINUTES_COLUMNS)
        .executeTakeFirstOrThrow();
      return begun;
    },
    /** Changes minutes that still are in this version; the version grows. Returns whether they were. */
    async updateMinutes(
      event: EventId,
      version: number,
      change: Partial<Pick<Minutes, 'state' | 'approvedAt' | 'correctionsUntil'>>,
    ): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('event_minutes')
        .set({ state: change.state, approved_at: change.approvedAt, corrections_until: change.correctionsUntil })
        .set(({ eb, ref }) => ({ version: eb(ref('version'), '+', 1) }))
        .where('community_id', '=', community)
        .where('event_id', '=', event)
        .where('version', '=', version)
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows) > 0;
    },
    /** The last meeting with minutes that was over by then, of the same series; without a series of the same kind. */
    async meetingBefore(event: Meeting, start: Instant): Promise<EventId | undefined> {
      return (await before(event, start).executeTakeFirst())?.id;
    },
    /** How far an event's minutes are, and the meeting before, in one statement. */
    async meetingsAround(event: Meeting, start: Instant): Promise<MeetingsAround> {
      const found = await readInOneStatement(tx, { minutes: minutes(event.id), before: before(event, start) });
      const [previous] = found.before;
      return { minutes: found.minutes[0], previous: previous && { event: previous.id, state: previous.state } };
    },
    async note(id: NoteId): Promise<Note | undefined> {
      return notes().where('id', '=', id).executeTakeFirst();
    },
    /** Whether a member wrote a note, so that they can take it back. */
    async isNoteBy(id: NoteId, member: MemberId): Promise<boolean> {
      const row = await notes().where('id', '=', id).where('member_id', '=', member).executeTakeFirst();
      return row !== undefined;
    },
    async insertNote(noted: NewNote): Promise<NoteId> {
      return await insertRow({ db, community }, 'event_notes', {
        event_id: noted.event,
        kind: noted.kind,
        sector: noted.sector,
        member_id: noted.member,
        organisation_id: noted.organisation,
        language: noted.language,
        words: noted.words,
        responsible: noted.responsible,
        responsible_id: noted.responsibleMember,
        due_on: noted.dueOn,
        noted_at: noted.notedAt,
      });
    },
    async updateNotes(
      ids: readonly NoteId[],
      change: Partial<
        Pick<Note, 'sector' | 'organisation' | 'words' | 'responsible' | 'responsibleMember' | 'dueOn' | 'outcome' | 'mergedInto'>
      >,
    ): Promise<void> {
      if (ids.length === 0) return;
      const changes = {
        sector: change.sector,
        organisation_id: change.organisation,
        words: change.words,
        responsible: change.responsible,
        responsible_id: change.responsibleMember,
        due_on: change.dueOn,
        outcome: change.outcome,
        merged_into: change.mergedInto,
      };
      await updateRows({ db, community }, 'event_notes', changes, { id: ids });
    },
    /** What somebody wrote, so that it can be found where the bot said it. */
    async wordsOf(member: MemberId): Promise<readonly string[]> {
      const rows = await notes().where('member_id', '=', member).execute();
      return rows.map(({ words }) => words);
    },
    /** What members said of the draft has been dealt with. */
    async dropCorrections(event: EventId): Promise<void> {
      await removeRows({ db, community }, 'event_notes', { event_id: event, kind: 'correction' });
    },
    /** Those that were merged into a note are by themselves again once it is gone. */
    async removeNote(id: NoteId): Promise<void> {
      await updateRows({ db, community }, 'event_notes', { merged_into: null }, { merged_into: id });
      await removeRows({ db, community }, 'event_notes', { id });
    },
    /** Actions that nobody has answered, the first due ones first; of one meeting, or of all. */
    async openActions(event?: EventId): Promise<readonly Note[]> {
      return notes()
        .where('kind', '=', 'action')
        .where('outcome', 'is', null)
        .where('merged_into', 'is', null)
        .where(({ eb, lit }) => (event === undefined ? lit(true) : eb('event_id', '=', event)))
        .orderBy('due_on')
        .orderBy('id')
        .execute();
    },
  };
}
