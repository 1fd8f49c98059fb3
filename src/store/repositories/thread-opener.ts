import { sql } from 'kysely';
import type { DeliveryId } from '../../core/ids.js';
import { type Delivery, THREAD_GONE } from '../../ports/agenda.js';
import type { Platform } from '../../ports/chat.js';
import { oneOf, parse } from '../../sql/columns.js';
import type { Context } from './context.js';
import { destinationKey, destinationSchema } from './destinations.js';
import { conversationColumn } from './json-columns.js';
import { isMessage } from './thread-acts.js';

/** See `DeliveryRepository.opener`. */
export async function threadOpener(
  { db, community }: Context,
  id: DeliveryId,
): Promise<Pick<Delivery, 'key' | 'state' | 'dueAt'> | undefined> {
  const deliveries = () => db.selectFrom('deliveries').where('community_id', '=', community);
  const mine = await deliveries().select(['destination', 'due_at']).where('id', '=', id).executeTakeFirst();
  if (mine === undefined) return undefined;
  const to = destinationSchema.parse(parse(mine.destination));
  if (to.to !== 'thread') return undefined;
  const { platform: _, ...everywhere } = to;
  return (
    deliveries()
      .select(['key', 'state', 'due_at as dueAt'])
      .where(oneOf('destination_key', [destinationKey(to), destinationKey(everywhere)]))
      // One that is sent to all platforms was replaced by one for each.
      .where(({ or, eb }) => or([eb('destination_key', '=', destinationKey(to)), eb('state', '!=', 'sent')]))
      .where('state', '!=', 'dropped')
      .where(isMessage)
      .where(sql<boolean>`(reason is null or reason <> ${THREAD_GONE} or state <> 'sent')`)
      .where(sql<boolean>`(due_at, id) < (${mine.due_at}, ${id})`)
      .orderBy(sql`case when state = 'sent' then 1 else 0 end`)
      .orderBy('due_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
  );
}

/** See `DeliveryRepository.isOpeningThread`. */
export async function isOpeningThread({ db, community }: Context, platform: Platform): Promise<boolean> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['destination_key', 'conversation'])
    .where('community_id', '=', community)
    // As in the index of open deliveries.
    .where(sql<boolean>`state in ('planned', 'sending', 'held')`)
    .where('state', '=', 'sending')
    .execute();
  return rows.some(({ destination_key: key, conversation }) => {
    if (!key.startsWith('thread:') || conversation === null) return false;
    const tried = conversationColumn.read(conversation);
    return tried.platform === platform && tried.kind !== 'thread';
  });
}
