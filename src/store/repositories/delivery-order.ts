import { sql } from 'kysely';
import type { AgendaId } from '../../core/ids.js';
import { WAIT_TURN } from '../../ports/agenda.js';
import { isOf } from '../../sql/columns.js';
import type { Context } from './context.js';
import { PLANNED, toPlanned } from './plan-rows.js';

/**
 * Messages to one destination keep their order, so a delivery waits while an earlier one is not over. Once the deliveries of
 * the rows `ids` are over, this makes the next delivery to each of their destinations due.
 * @param context An open transaction.
 */
export async function wakeNextDeliveries(context: Context, ids: readonly AgendaId[]): Promise<void> {
  // Usually no delivery waits, so one query for all rows comes first.
  const awaited = await waitingFor(context, ids).select('mine.agenda_id').distinct().execute();
  for (const { agenda_id: id } of awaited) await wakeNext(context, id);
}

/** The next delivery after the one of this row becomes due at the time it was planned for. */
async function wakeNext(context: Context, id: AgendaId): Promise<void> {
  const { db } = context;
  const next = await waitingFor(context, [id]).select('agenda.id').orderBy('other.due_at').orderBy('other.id').limit(1).executeTakeFirst();
  if (next === undefined) return;
  const woken = await db
    .updateTable('agenda')
    .set((set) => ({ due_at: set.ref('planned_for') }))
    .where('id', '=', next.id)
    .returning(PLANNED)
    .executeTakeFirst();
  if (woken !== undefined) context.planned(toPlanned(woken));
}

/** Deliveries (`mine`), each with every other to the same destination that is not over (`other`), and that one's agenda row. */
export function besideOthers(db: Context['db']) {
  return db
    .selectFrom('deliveries as mine')
    .innerJoin('deliveries as other', (join) =>
      join
        .onRef('other.community_id', '=', 'mine.community_id')
        .onRef('other.destination_key', '=', 'mine.destination_key')
        .on(sql<boolean>`other.state in ('planned', 'sending', 'held')`),
    )
    .innerJoin('agenda', 'agenda.id', 'other.agenda_id');
}

/** Later deliveries (`other`) that wait for those of the rows `ids` (`mine`) to the same destination. */
function waitingFor({ db, community, traits }: Context, ids: readonly AgendaId[]) {
  return besideOthers(db)
    .where(sql<boolean>`(other.due_at, other.id) > (mine.due_at, mine.id)`)
    .where(isOf(community, 'mine.community_id'))
    .where(traits.isOneOf('mine.agenda_id', ids))
    .where('agenda.state', '=', 'planned')
    .where('agenda.reason', '=', WAIT_TURN);
}
