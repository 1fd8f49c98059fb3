import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { AgendaId } from '../../core/ids.js';
import { type AgendaRepository, type AgendaRow, LeaseLostError, WAIT_TURN } from '../../ports/agenda.js';
import type { AgendaTable, Schema } from '../schema.js';
import { chunks, isOf, oneOf, parse, prefixRange } from '../../sql/columns.js';
import type { Context } from './context.js';
import { endDeliveries } from './end-deliveries.js';
import { PLANNED, planRows, toPlanned } from './plan-rows.js';
import { runs, standstillOf } from './standstill.js';

/** The states are written into the statement, for an index on part of the rows serves no parameter. */
const planned = sql<boolean>`state = 'planned'`;
const running = sql<boolean>`state = 'running'`;

export function agendaRepository(context: Context): AgendaRepository {
  const { db, community, traits } = context;
  const select = () => db.selectFrom('agenda').selectAll().where('community_id', '=', community);

  const cancelWhere = (narrow: (eb: ExpressionBuilder<Schema, 'agenda'>) => ReturnType<typeof eb.and>) =>
    context.atomically(async (inside) => {
      const rows = await inside.db
        .updateTable('agenda')
        .set({ state: 'cancelled' })
        .where('community_id', '=', community)
        .where(planned)
        .where(narrow)
        .returning('id')
        .execute();
      await endDeliveries(
        inside,
        rows.map((row) => row.id),
        'dropped',
        'cancelled',
      );
    });

  /** Rows of later deliveries (`other`) that wait for the turn of those that hang on `ids` (`mine`). */
  const waitingFor = (trx: Context['db'], ids: readonly AgendaId[]) =>
    trx
      .selectFrom('deliveries as mine')
      .innerJoin('deliveries as other', (join) =>
        join
          .onRef('other.community_id', '=', 'mine.community_id')
          .onRef('other.destination_key', '=', 'mine.destination_key')
          .on(sql<boolean>`other.state in ('planned', 'sending', 'held')`)
          .on(sql<boolean>`(other.due_at, other.id) > (mine.due_at, mine.id)`),
      )
      .innerJoin('agenda', 'agenda.id', 'other.agenda_id')
      .where(isOf(community, 'mine.community_id'))
      .where(traits.isOneOf('mine.agenda_id', ids))
      .where('agenda.state', '=', 'planned')
      .where('agenda.reason', '=', WAIT_TURN);

  /** The next delivery to the same destination that gave way to this row is due, at its own time. */
  const callNext = async (trx: Context['db'], id: AgendaId) => {
    const next = await waitingFor(trx, [id]).select('agenda.id').orderBy('other.due_at').orderBy('other.id').limit(1).executeTakeFirst();
    if (next === undefined) return;
    const called = await trx
      .updateTable('agenda')
      .set((set) => ({ due_at: set.ref('planned_for') }))
      .where('id', '=', next.id)
      .returning(PLANNED)
      .executeTakeFirst();
    return called && toPlanned(called);
  };

  /** Ends deliveries' turns: the next ones are due. */
  const callAllNext = async ({ db: trx, planned: tell }: Context, ids: readonly AgendaId[]) => {
    // Mostly nobody waits.
    const awaited = await waitingFor(trx, ids).select('mine.agenda_id').distinct().execute();
    for (const { agenda_id: id } of awaited) {
      const called = await callNext(trx, id);
      if (called !== undefined) tell(called);
    }
  };

  const requireHeld = (changed: bigint, id: AgendaId, owner: string | undefined) => {
    if (changed === 0n && owner !== undefined) throw new LeaseLostError(`agenda row ${id} is no longer held by ${owner}`);
  };

  return {
    ...standstillOf(context),
    async plan(work) {
      // A key that comes twice is planned as it is told last.
      const rows = [...new Map([work].flat().map((row) => [row.key, row])).values()];
      const [returning, moving] = [rows.filter(({ again }) => again === true), rows.filter(({ again }) => again !== true)];
      const written = [...(await planRows(context, moving, 'moves')), ...(await planRows(context, returning, 'returns'))];
      for (const row of written.sort((a, b) => a.id - b.id)) context.planned(row);
    },
    async cancel(keys) {
      for (const some of chunks(keys, traits.maxParameters - 10)) await cancelWhere((eb) => eb.and([eb('key', 'in', some)]));
    },
    async cancelPrefix(prefix) {
      const { from, to } = prefixRange(prefix);
      await cancelWhere((eb) => eb.and([eb('key', '>=', from), eb('key', '<', to)]));
    },
    async find(key) {
      const row = await select().where('key', '=', key).executeTakeFirst();
      return row && toRow(row);
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
        await trx
          .updateTable('deliveries')
          .set({ state: 'planned', reason: null })
          .where('community_id', '=', community)
          .where('agenda_id', '=', id)
          .where('state', 'in', ['failed', 'held'])
          .execute();
      }),
    async list(filter) {
      let query = select();
      if (filter.states !== undefined) query = query.where(oneOf('state', filter.states));
      if (filter.kindPrefix !== undefined) {
        const { from, to } = prefixRange(filter.kindPrefix);
        query = query.where('kind', '>=', from).where('kind', '<', to);
      }
      if (filter.from !== undefined) query = query.where('due_at', '>=', filter.from);
      if (filter.to !== undefined) query = query.where('due_at', '<', filter.to);
      const direction = filter.newestFirst === true ? 'desc' : 'asc';
      const rows = await query.orderBy('due_at', direction).orderBy('id', direction).limit(filter.limit).execute();
      return rows.map(toRow);
    },
    async nextDue() {
      const row = await db
        .selectFrom('agenda')
        .select('due_at')
        .where('community_id', '=', community)
        .where(planned)
        .where(runs(community))
        .orderBy('due_at')
        .limit(1)
        .executeTakeFirst();
      return row?.due_at;
    },
    async countDue(now) {
      const { count } = await db
        .selectFrom('agenda')
        .select((eb) => eb.fn.countAll<number | string>().as('count'))
        .where('community_id', '=', community)
        .where('state', '=', 'planned')
        .where('due_at', '<=', now)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async countByState() {
      const rows = await db
        .selectFrom('agenda')
        .select(['state', (count) => count.fn.countAll<number | string>().as('count')])
        .where('community_id', '=', community)
        .where(sql<boolean>`state in ('planned', 'running', 'failed')`)
        .groupBy('state')
        .execute();
      return Object.fromEntries(rows.map((row) => [row.state, Number(row.count)]));
    },
    claim: ({ now, owner, leaseUntil, limit, kinds, exceptKinds }) =>
      context.atomically(async ({ db: trx }) => {
        const take = async (table: 'planned' | 'running', count: number) => {
          const due = table === 'planned' ? 'due_at' : 'lease_until';
          return trx
            .with('due', (inner) => {
              let rows = inner
                .selectFrom('agenda')
                .select('id')
                .where('community_id', '=', community)
                .where(table === 'planned' ? planned : running)
                .where(due, '<=', now)
                .where(runs(community));
              if (kinds !== undefined) rows = rows.where(oneOf('kind', kinds));
              if (exceptKinds !== undefined && exceptKinds.length > 0) rows = rows.where('kind', 'not in', exceptKinds);
              rows = rows.orderBy(due).orderBy('id').limit(count);
              return traits.skipLocked ? rows.forUpdate().skipLocked() : rows;
            })
            .updateTable('agenda')
            .set((set) => ({
              state: 'running',
              owner,
              lease_until: leaseUntil,
              // One's own lease that ran out in a leap of the clock is no interruption.
              interruptions:
                table === 'planned' ? set.ref('interruptions') : sql<number>`interruptions + case when owner = ${owner} then 0 else 1 end`,
            }))
            .where('id', 'in', (inner) => inner.selectFrom('due').select('due.id'))
            .returningAll()
            .execute();
        };
        const abandoned = await take('running', limit);
        const due = abandoned.length < limit ? await take('planned', limit - abandoned.length) : [];
        return [...abandoned, ...due].sort((a, b) => a.due_at - b.due_at || a.id - b.id).map(toRow);
      }, 'concurrent'),
    async claimThese({ ids, now, owner, leaseUntil }) {
      const rows = await db
        .updateTable('agenda')
        .set({ state: 'running', owner, lease_until: leaseUntil })
        .where('id', 'in', (inner) => {
          const due = inner
            .selectFrom('agenda')
            .select('id')
            .where(isOf(community))
            .where(traits.isOneOf('id', ids))
            .where(runs(community))
            .where(planned)
            .where('due_at', '<=', now)
            .orderBy('id');
          return traits.skipLocked ? due.forUpdate().skipLocked() : due;
        })
        .returningAll()
        .execute();
      return rows.map(toRow);
    },
    async upcoming({ until, limit, after }) {
      const rows = await db
        .selectFrom('agenda')
        .select(PLANNED)
        .where('community_id', '=', community)
        .where(planned)
        .where(runs(community))
        .where('due_at', '<=', until)
        .$if(after !== undefined, (query) => query.where(sql<boolean>`(due_at, id) > (${after?.dueAt}, ${after?.id})`))
        .orderBy('due_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toPlanned);
    },
    async leases({ limit }) {
      const rows = await db
        .selectFrom('agenda')
        .select(['id', 'lease_until'])
        .where('community_id', '=', community)
        .where(running)
        .where(runs(community))
        .orderBy('lease_until')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ id: row.id, until: row.lease_until ?? 0 }));
    },
    async releaseAbandoned(leases) {
      let released = 0;
      for (const { id, until } of leases) {
        const row = await db
          .updateTable('agenda')
          .set((set) => ({ state: 'planned', interruptions: set('interruptions', '+', 1), owner: null, lease_until: null }))
          .where('community_id', '=', community)
          .where('id', '=', id)
          .where(running)
          .where('lease_until', '=', until)
          .returning(PLANNED)
          .executeTakeFirst();
        if (row === undefined) continue;
        released += 1;
        context.planned(toPlanned(row));
      }
      return released;
    },
    finishDone: (ids, { at, owner }) =>
      context.atomically(async (inside) => {
        const rows = await inside.db
          .updateTable('agenda')
          .set({ state: 'done', finished_at: at, reason: null, owner: null, lease_until: null })
          .where(isOf(community))
          .where(traits.isOneOf('id', ids))
          .where(running)
          .where('owner', '=', owner)
          .returning('id')
          .execute();
        const held = rows.map(({ id }) => id);
        await callAllNext(inside, held);
        return held;
      }),
    async begin(id, { owner, quarantined }) {
      const { numUpdatedRows } = await db
        .updateTable('agenda')
        .set((set) => ({ quarantine_tries: set('quarantine_tries', '+', quarantined ? 1 : 0) }))
        .where('community_id', '=', community)
        .where('id', '=', id)
        .where(running)
        .where('owner', '=', owner)
        .executeTakeFirstOrThrow();
      requireHeld(numUpdatedRows, id, owner);
    },
    async renew(owner, leaseUntil) {
      await db
        .updateTable('agenda')
        .set({ lease_until: leaseUntil })
        .where('id', 'in', (inner) => {
          const rows = inner
            .selectFrom('agenda')
            .select('id')
            .where('community_id', '=', community)
            .where(running)
            .where('owner', '=', owner);
          // One that is locked is about to end. Waiting for it, with others in our hands, could be for ever.
          return traits.skipLocked ? rows.forUpdate().skipLocked() : rows;
        })
        .execute();
    },
    finish: (id, { state, at, reason, owner }) =>
      context.atomically(async (inside) => {
        const { db: trx } = inside;
        let query = trx
          .updateTable('agenda')
          .set({ state, finished_at: at, reason: reason ?? null, owner: null, lease_until: null })
          .where('community_id', '=', community)
          .where('id', '=', id)
          .where(running);
        if (owner !== undefined) query = query.where('owner', '=', owner);
        const { numUpdatedRows } = await query.executeTakeFirstOrThrow();
        requireHeld(numUpdatedRows, id, owner);
        if (numUpdatedRows === 0n) return;
        if (state !== 'done') await endDeliveries(inside, [id], state, reason ?? state);
        await callAllNext(inside, [id]);
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
        .where(running);
      if (owner !== undefined) query = query.where('owner', '=', owner);
      const released = await query.returning(PLANNED).executeTakeFirst();
      requireHeld(released === undefined ? 0n : 1n, id, owner);
      if (released !== undefined) context.planned(toPlanned(released));
    },
    async releaseOwned(owner) {
      let query = db
        .updateTable('agenda')
        .set((set) => ({ state: 'planned', interruptions: set('interruptions', '+', 1), owner: null, lease_until: null }))
        .where('community_id', '=', community)
        .where(running);
      if (owner !== undefined) query = query.where('owner', '=', owner);
      const released = await query.returning(PLANNED).execute();
      for (const row of released) context.planned(toPlanned(row));
      return released.length;
    },
  };
}

function toRow(row: Selectable<AgendaTable>): AgendaRow {
  return {
    id: row.id,
    key: row.key,
    kind: row.kind,
    payload: parse(row.payload),
    dueAt: row.due_at,
    plannedFor: row.planned_for,
    state: row.state,
    attempts: row.attempts,
    interruptions: row.interruptions,
    quarantineTries: row.quarantine_tries,
    reason: row.reason,
    finishedAt: row.finished_at,
  };
}
