import type { AgendaRepository } from '../../ports/agenda.js';
import { isOf } from '../../sql/columns.js';
import { updateRows } from '../../sql/rows.js';
import { assertOwner } from './agenda-leases.js';
import { isRunning } from './agenda-rows.js';
import type { Context } from './context.js';
import { wakeAfter } from './delivery-order.js';
import { endDeliveries } from './end-deliveries.js';
import { PLANNED, toPlanned } from './plan-rows.js';

/**
 * The part of the agenda that writes how a run ended, and that plans rows again.
 *
 * @returns Functions that reject as `AgendaRepository` says, with a `LeaseLostError`.
 */
export function agendaEnds(context: Context): Pick<AgendaRepository, 'finish' | 'finishDone' | 'release' | 'retry'> {
  const { db, community, traits } = context;
  return {
    finishDone: (ids, { at, owner }) =>
      context.atomically(async (inside) => {
        const rows = await inside.db
          .updateTable('agenda')
          .set({ state: 'done', finished_at: at, reason: null, owner: null, lease_until: null })
          .where(isOf(community))
          .where(traits.isOneOf('id', ids))
          .where(isRunning)
          .where('owner', '=', owner)
          .returning('id')
          .execute();
        const owned = rows.map(({ id }) => id);
        await wakeAfter(inside, owned, at);
        return owned;
      }),
    finish: (id, { state, at, reason, owner }) =>
      context.atomically(async (inside) => {
        const { db: trx } = inside;
        let query = trx
          .updateTable('agenda')
          .set({ state, finished_at: at, reason: reason ?? null, owner: null, lease_until: null })
          .where('community_id', '=', community)
          .where('id', '=', id)
          .where(isRunning);
        if (owner !== undefined) query = query.where('owner', '=', owner);
        const { numUpdatedRows } = await query.executeTakeFirstOrThrow();
        assertOwner(numUpdatedRows, id, owner);
        if (numUpdatedRows === 0n) return;
        if (state !== 'done') await endDeliveries(inside, [id], state, reason ?? state);
        await wakeAfter(inside, [id], at);
      }),
    async release(id, { dueAt, reason, free, owner }) {
      let query = db
        .updateTable('agenda')
        .set((set) => ({
          state: 'planned',
          due_at: dueAt,
          reason,
          attempts: free ? set.ref('attempts') : set('attempts', '+', 1),
          quarantine_tries: 0,
          owner: null,
          lease_until: null,
        }))
        .where('community_id', '=', community)
        .where('id', '=', id)
        .where(isRunning);
      if (owner !== undefined) query = query.where('owner', '=', owner);
      const released = await query.returning(PLANNED).executeTakeFirst();
      assertOwner(released === undefined ? 0n : 1n, id, owner);
      if (released !== undefined) context.planned(toPlanned(released));
    },
    retry: (id, now) =>
      context.atomically(async ({ db: trx, planned: tell }) => {
        const revived = await trx
          .updateTable('agenda')
          .set({ state: 'planned', due_at: now, attempts: 0, interruptions: 0, quarantine_tries: 0, reason: null, finished_at: null })
          .where('community_id', '=', community)
          .where('id', '=', id)
          .where('state', '=', 'failed')
          .returning(PLANNED)
          .executeTakeFirst();
        if (revived === undefined) return;
        tell(toPlanned(revived));
        await updateRows(
          { db: trx, community },
          'deliveries',
          { state: 'planned', reason: null },
          { agenda_id: id, state: ['failed', 'held'] },
        );
      }),
  };
}
