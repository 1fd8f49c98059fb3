import { sql } from 'kysely';
import type { AgendaId } from '../../core/ids.js';
import { between, type Instant } from '../../core/time.js';
import { NOT_SENT, WAIT_TURN } from '../../ports/agenda.js';
import { isOf } from '../../sql/columns.js';
import type { Context } from './context.js';
import { PLANNED, toPlanned } from './plan-rows.js';

/**
 * Wakes what waits for the deliveries of the rows `ids`, which are over: later deliveries and edits.
 * @param context An open transaction.
 */
export async function wakeAfter(context: Context, ids: readonly AgendaId[], now: Instant): Promise<void> {
  await wakeNextDeliveries(context, ids);
  await wakeEdits(context, ids, now);
}

/**
 * Messages to one destination keep their order, so a delivery waits while an earlier one is not over. Once the deliveries of
 * the rows `ids` are over, this makes the next delivery to each of their destinations due.
 */
async function wakeNextDeliveries(context: Context, ids: readonly AgendaId[]): Promise<void> {
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

/** Edits that wait for a message are due once it stands. The newest shows what all of them would show, so the others are dropped. */
async function wakeEdits(context: Context, ids: readonly AgendaId[], now: Instant): Promise<void> {
  const { db, traits } = context;
  const waiting = await editsOf(context, ids).select(['agenda.id', 'agenda.planned_for', 'mine.id as delivery']).execute();
  if (waiting.length === 0) return;
  const oldestFirst = waiting.toSorted((a, b) => between(b.planned_for, a.planned_for) || a.id - b.id);
  const newest = new Map(oldestFirst.map(({ delivery, id }) => [delivery, id]));
  const others = waiting.flatMap(({ delivery, id }) => (newest.get(delivery) === id ? [] : [id]));
  const woken = await db
    .updateTable('agenda')
    .set((set) => ({ due_at: set.ref('planned_for') }))
    .where(traits.isOneOf('id', [...newest.values()]))
    // Another process may have claimed it since.
    .where('state', '=', 'planned')
    .returning(PLANNED)
    .execute();
  for (const row of woken) context.planned(toPlanned(row));
  if (others.length === 0) return;
  await db
    .updateTable('agenda')
    .set({ state: 'dropped', reason: 'overtaken', finished_at: now })
    .where(traits.isOneOf('id', others))
    .where('state', '=', 'planned')
    .execute();
}

/** Planned edits (`agenda`) of the messages (`mine`) that the rows `ids` send. */
function editsOf({ db, community, traits }: Context, ids: readonly AgendaId[]) {
  return db
    .selectFrom('deliveries as mine')
    .innerJoin('agenda', (join) =>
      join
        .onRef('agenda.community_id', '=', 'mine.community_id')
        // A range of the index of keys. The key of another message may begin in the same way, so the payload decides.
        .on(sql<boolean>`agenda.key > 'refresh:' || mine.key || ':' and agenda.key < 'refresh:' || mine.key || ';'`)
        .on(sql<boolean>`agenda.payload = '{"delivery":' || mine.id || '}'`),
    )
    .where(isOf(community, 'mine.community_id'))
    .where(traits.isOneOf('mine.agenda_id', ids))
    .where('agenda.state', '=', 'planned')
    .where('agenda.reason', '=', NOT_SENT);
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
