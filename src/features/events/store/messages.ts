import type { MemberId } from '../../../core/ids.js';
import { type Instant, toInstant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { insertRow, removeRows, upTo } from '../../../sql/rows.js';
import type { EventId, MessageId } from '../types.js';
import type { EventsTables } from './tables.js';

/** What an organiser wrote to some of those who have to do with an event. */
export interface EventMessage {
  readonly event: EventId;
  readonly writtenBy: MemberId | null;
  /** See `writeWhom`. */
  readonly whom: string;
  readonly words: string;
  readonly writtenAt: Instant;
  readonly sentAt: Instant | null;
}

/** Messages of organisers. */
export function messageStore({ db: base, community }: Tx) {
  const db = base.withTables<EventsTables>();
  return {
    async insertMessage({ event, writtenBy, whom, words, writtenAt }: Omit<EventMessage, 'sentAt'>): Promise<MessageId> {
      return await insertRow({ db, community }, 'event_messages', {
        event_id: event,
        written_by: writtenBy,
        whom,
        words,
        written_at: writtenAt,
      });
    },
    async message(id: MessageId): Promise<EventMessage | undefined> {
      return db
        .selectFrom('event_messages')
        .select(['event_id as event', 'written_by as writtenBy', 'whom', 'words', 'written_at as writtenAt', 'sent_at as sentAt'])
        .where('community_id', '=', community)
        .where('id', '=', id)
        .executeTakeFirst();
    },
    /** Returns false if it was sent before. */
    async markSent(id: MessageId, at: Instant): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('event_messages')
        .set({ sent_at: at })
        .where('community_id', '=', community)
        .where('id', '=', id)
        .where('sent_at', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows) > 0;
    },
    /** Erases messages written before then. Returns when the oldest of the others was written. */
    async eraseMessages(before: Instant): Promise<Instant | undefined> {
      await removeRows({ db, community }, 'event_messages', { written_at: upTo(before) });
      const row = await db
        .selectFrom('event_messages')
        .select(({ fn }) => fn.min('written_at').as('oldest'))
        .where('community_id', '=', community)
        .executeTakeFirst();
      return row?.oldest == null ? undefined : toInstant(Number(row.oldest));
    },
  };
}
