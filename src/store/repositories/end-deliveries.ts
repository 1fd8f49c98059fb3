import { sql } from 'kysely';
import type { AgendaId } from '../../core/ids.js';
import { isOf } from '../../sql/columns.js';
import type { Context } from './context.js';

/** Ends the deliveries that hang on these rows, and lets go of the words that were to be carried by those that nobody will try again. */
export async function endDeliveries(
  { db: trx, community, traits }: Context,
  ids: readonly AgendaId[],
  state: 'failed' | 'dropped',
  reason: string,
): Promise<void> {
  const theirs = traits.isOneOf('agenda_id', ids);
  await trx
    .updateTable('deliveries')
    // What may be there already is nobody's but an organiser's to decide.
    .set(state === 'failed' ? { state: sql`case when in_doubt = 1 then 'held' else 'failed' end`, reason } : { state, reason })
    .where(isOf(community))
    .where(theirs)
    .where('state', 'in', ['planned', 'sending', 'held'])
    .execute();
  // Nobody will carry these any more; those that failed may be tried again.
  if (state === 'dropped') {
    await trx
      .deleteFrom('delivery_words')
      .where('community_id', '=', community)
      .where('delivery_id', 'in', (inner) => inner.selectFrom('deliveries').select('id').where(theirs))
      .execute();
  }
}
