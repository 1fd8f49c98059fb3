import { sql } from 'kysely';
import type { AgendaId } from '../../core/ids.js';
import { isOf } from '../../sql/columns.js';
import type { Context } from './context.js';

/** Ends the deliveries of these rows, and deletes the text carried by those that will not be tried again. */
export async function endDeliveries(
  { db: trx, community, traits }: Context,
  ids: readonly AgendaId[],
  state: 'failed' | 'dropped',
  reason: string,
): Promise<void> {
  if (ids.length === 0) return;
  const theirs = traits.isOneOf('agenda_id', ids);
  await trx
    .updateTable('deliveries')
    // If the message may have arrived, an organiser must decide.
    .set(state === 'failed' ? { state: sql`case when in_doubt = 1 then 'held' else 'failed' end`, reason } : { state, reason })
    .where(isOf(community))
    .where(theirs)
    .where('state', 'in', ['planned', 'sending', 'held'])
    .execute();
  // Failed deliveries keep their text, because they may be retried.
  if (state === 'dropped') {
    await trx
      .deleteFrom('delivery_words')
      .where('community_id', '=', community)
      .where('delivery_id', 'in', (inner) => inner.selectFrom('deliveries').select('id').where(theirs))
      .execute();
  }
}
