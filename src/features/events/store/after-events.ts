import { between, type Instant, toInstant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { removeRows, updateRows } from '../../../sql/rows.js';
import type { EventsTables } from './tables.js';

/** What is erased some time after an event. */
export function afterEventsStore({ db: base, community }: Tx) {
  const db = base.withTables<EventsTables>();
  return {
    /**
     * Erases answers to second forms, what guests wrote and the links by which they came, of events whose last session ended before
     * then. Who came is still counted. Returns when the next event ends that has some of it.
     */
    async eraseAfterEvents(endedBefore: Instant): Promise<Instant | undefined> {
      const rows = await db
        .selectFrom('event_sessions')
        .select(({ fn, eb }) => [
          'event_id',
          // Sessions that were called off do not count for the end of an event.
          fn
            .coalesce(fn.max(eb.case().when('event_sessions.state', '=', 'planned').then(eb.ref('ends_at')).end()), fn.max('ends_at'))
            .as('ends_at'),
        ])
        .where('event_sessions.community_id', '=', community)
        .where(({ eb, or, selectFrom }) =>
          or([
            eb(
              'event_id',
              'in',
              selectFrom('event_registrations')
                .select('event_registrations.event_id')
                .where('event_registrations.community_id', '=', community)
                .where((row) =>
                  row.or([
                    row('event_registrations.second_answers', 'is not', null),
                    row('event_registrations.guest_name', 'is not', null),
                    row('event_registrations.guest_token_hash', 'is not', null),
                  ]),
                ),
            ),
            eb(
              'event_id',
              'in',
              selectFrom('event_invitations').select('event_invitations.event_id').where('event_invitations.community_id', '=', community),
            ),
          ]),
        )
        .groupBy('event_id')
        .execute();
      const ends = rows
        .map(({ event_id, ends_at }) => ({ event: event_id, endsAt: toInstant(Number(ends_at)) }))
        .toSorted((one, other) => between(other.endsAt, one.endsAt));
      const over = ends.filter(({ endsAt }) => endsAt <= endedBefore).map(({ event }) => event);
      if (over.length > 0) {
        await updateRows({ db, community }, 'event_registrations', { second_answers: null }, { event_id: over });
        await updateRows(
          { db, community },
          'event_registrations',
          {
            guest_name: null,
            guest_organisation: null,
            guest_email: null,
            guest_language: null,
            guest_token_hash: null,
            answers: null,
            recording_agreed: flag(false),
          },
          { event_id: over, is_guest: 1 },
        );
        await removeRows({ db, community }, 'event_invitations', { event_id: over });
      }
      return ends.find(({ endsAt }) => endsAt > endedBefore)?.endsAt;
    },
  };
}
