import type { Language } from '../../../core/language.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { groupBy } from '../../../kit/group-by.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { placeIn } from '../../../sql/tables.js';
import type { CountedAction, CountedEvent, CountedRegistration, ReportInput } from '../reporting/rules/report.js';
import type { EventTexts } from '../types.js';
import { textsColumn } from './columns.js';
import { countedColumn, sharesIn } from './shares.js';
import type { EventsTables } from './tables.js';

/** An event as a report names it. */
export interface ReportedEvent extends Omit<CountedEvent, 'isComplete'> {
  /** The end of its last session that was not called off. */
  readonly endsAt: Instant;
  readonly texts: EventTexts;
  readonly language: Language;
  readonly zone: string;
}

export interface ReportedAction extends CountedAction {
  readonly words: string;
  readonly responsible: string | null;
}

export interface ReportedPeriod extends Pick<ReportInput<CountedEvent>, 'registrations' | 'stars' | 'reached'> {
  readonly events: readonly ReportedEvent[];
  readonly actions: readonly ReportedAction[];
}

/** What reports count. */
export function reportStore(tx: Tx) {
  const { db, community } = placeIn<EventsTables>(tx);
  return {
    /** Events whose first session begins from `from` until before `to`, with their people, ratings and actions. */
    async reportedPeriod(from: Instant, to: Instant): Promise<ReportedPeriod> {
      const within = () =>
        db
          .selectFrom('event_sessions')
          .innerJoin('events', 'events.id', 'event_sessions.event_id')
          .where('event_sessions.community_id', '=', community)
          .where('event_sessions.state', '=', 'planned')
          .where('events.state', 'in', ['announced', 'cancelled'])
          .groupBy('event_sessions.event_id')
          .having(({ eb, fn }) => eb(fn.min('event_sessions.starts_at'), '>=', from))
          .having(({ eb, fn }) => eb(fn.min('event_sessions.starts_at'), '<', to));
      const ids = () => within().select('event_sessions.event_id');
      const found = await readInOneStatement(tx, {
        events: db
          .selectFrom('events')
          .innerJoin('event_sessions', 'event_sessions.event_id', 'events.id')
          .select(['events.id', 'events.kind', 'events.format', 'events.state', 'events.texts', 'events.language', 'events.zone'])
          .select(({ fn }) => [
            fn.min('event_sessions.starts_at').as('startsAt'),
            fn.max('event_sessions.ends_at').as('endsAt'),
            fn.count<number>('event_sessions.id').as('sessions'),
          ])
          .where('events.community_id', '=', community)
          .where('event_sessions.state', '=', 'planned')
          .where('events.id', 'in', ids())
          .groupBy(['events.id', 'events.kind', 'events.format', 'events.state', 'events.texts', 'events.language', 'events.zone'])
          .orderBy('startsAt')
          .orderBy('events.id'),
        kept: db
          .selectFrom('event_shares')
          .select(['event_id as event', 'counted', 'shares'])
          .where('community_id', '=', community)
          .where('event_id', 'in', ids()),
        counted: db
          .selectFrom('event_sessions')
          .select(['event_id as event', 'women', 'men'])
          .where('community_id', '=', community)
          .where('state', '=', 'planned')
          .where('women', 'is not', null)
          .where('event_id', 'in', ids()),
        registrations: db
          .selectFrom('event_registrations')
          .select(({ selectFrom }) => [
            'event_registrations.id',
            'event_registrations.event_id as event',
            'event_registrations.member_id as member',
            'event_registrations.organisation_id as organisation',
            'event_registrations.is_guest',
            'event_registrations.state',
            'event_registrations.registered_at as registeredAt',
            selectFrom('event_attendance')
              .innerJoin('event_sessions', 'event_sessions.id', 'event_attendance.session_id')
              .select(({ fn }) => fn.countAll<number>().as('count'))
              .whereRef('event_attendance.registration_id', '=', 'event_registrations.id')
              .where('event_attendance.share', '>', 0)
              .where('event_sessions.state', '=', 'planned')
              .as('attended'),
          ])
          .where('event_registrations.community_id', '=', community)
          .where('event_registrations.event_id', 'in', ids())
          .orderBy('event_registrations.registered_at')
          .orderBy('event_registrations.id'),
        stars: db
          .selectFrom('event_feedback')
          .select(['event_id as event', 'stars'])
          .where('community_id', '=', community)
          .where('event_id', 'in', ids())
          .orderBy('answered_at')
          .orderBy('member_id'),
        readers: db
          .selectFrom('event_file_readers')
          .select(({ fn }) => [
            'event_id as event',
            fn.count<number | string>('sent_at').as('sent'),
            fn.count<number | string>('fetched_at').as('fetched'),
            fn.count<number | string>('requested_at').as('requested'),
          ])
          .where('community_id', '=', community)
          .where('event_id', 'in', ids())
          .groupBy('event_id'),
        actions: db
          .selectFrom('event_notes')
          .select(['event_id as event', 'due_on as dueOn', 'outcome', 'words', 'responsible'])
          .where('community_id', '=', community)
          .where('kind', '=', 'action')
          // Notes that became part of another one are counted with it.
          .where('merged_into', 'is', null)
          .where('event_id', 'in', ids())
          .orderBy('due_on')
          .orderBy('id'),
      });
      const counted = groupBy(found.counted, ({ event }) => event);
      const kept = new Map(found.kept.map((each) => [each.event, each]));
      const isCounted = new Set(found.kept.flatMap((each) => countedColumn.read(each.counted)));
      return {
        events: found.events.map(
          ({ texts, state, ...event }): ReportedEvent => ({
            ...event,
            counted: counted.get(event.id) ?? [],
            shares: sharesIn(kept.get(event.id)?.shares ?? null),
            startsAt: event.startsAt,
            state: state === 'cancelled' ? 'cancelled' : 'announced',
            texts: textsColumn.read(texts),
          }),
        ),
        registrations: found.registrations.map(
          ({ attended, is_guest, ...registration }): CountedRegistration => ({
            ...registration,
            isGuest: is_guest === 1,
            attended: attended ?? 0,
            isCounted: isCounted.has(registration.id),
          }),
        ),
        stars: found.stars,
        reached: found.readers.map(({ event, sent, fetched, requested }) => ({
          event,
          sent: Number(sent),
          fetched: Number(fetched),
          requested: Number(requested),
        })),
        actions: found.actions,
      };
    },
  };
}
