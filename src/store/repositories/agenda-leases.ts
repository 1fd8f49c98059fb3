import { type Kysely, sql } from 'kysely';
import type { AgendaId, CommunityId } from '../../core/ids.js';
import { between, type Instant, toInstant } from '../../core/time.js';
import { type AgendaRepository, LeaseLostError } from '../../ports/agenda.js';
import { isOf, oneOf } from '../../sql/columns.js';
import { prepared } from '../../sql/prepared.js';
import { allAs } from '../../sql/rows.js';
import type { Schema } from '../schema.js';
import { isPlanned, isRunning, toRow } from './agenda-rows.js';
import type { Context } from './context.js';
import { PLANNED, toPlanned } from './plan-rows.js';
import { runs } from './standstill.js';

type LeaseMethods = 'claim' | 'claimThese' | 'leases' | 'releaseAbandoned' | 'begin' | 'renew' | 'releaseOwned';

/** @throws {LeaseLostError} If a statement that names the owner changed no row. */
export function assertOwner(changed: bigint, id: AgendaId, owner: string | undefined): void {
  if (changed === 0n && owner !== undefined) throw new LeaseLostError(`agenda row ${id} is no longer held by ${owner}`);
}

/** Whether there may be something to claim: mostly there is not, and then nothing is written. */
const anyDue = prepared<{ community: CommunityId; now: Instant }>()((db: Kysely<Schema>, argument) =>
  db.selectNoFrom(({ exists, selectFrom }) => {
    const rows = () => selectFrom('agenda').select('id').where('community_id', '=', argument('community'));
    return [
      exists(rows().where(isRunning).where('lease_until', '<=', argument('now'))).as('abandoned'),
      exists(rows().where(isPlanned).where('due_at', '<=', argument('now'))).as('planned'),
    ];
  }),
);

/**
 * The part of the agenda that decides which process runs a row, and for how long.
 *
 * @returns Functions that reject as `AgendaRepository` says, with a `LeaseLostError`.
 */
export function agendaLeases(context: Context): Pick<AgendaRepository, LeaseMethods> {
  const { db, community, traits } = context;
  return {
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
                .where(table === 'planned' ? isPlanned : isRunning)
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
              // Reclaiming an own lease that expired after a clock jump is not an interruption.
              interruptions:
                table === 'planned' ? set.ref('interruptions') : sql<number>`interruptions + case when owner = ${owner} then 0 else 1 end`,
            }))
            .where('id', 'in', (inner) => inner.selectFrom('due').select('due.id'))
            .returningAll()
            .execute();
        };
        const [found] = await anyDue({ db: trx, traits }, { community, now });
        const abandoned = found?.abandoned ? await take('running', limit) : [];
        const due = found?.planned && abandoned.length < limit ? await take('planned', limit - abandoned.length) : [];
        return [...abandoned, ...due].sort((a, b) => between(b.due_at, a.due_at) || a.id - b.id).map(toRow);
      }, 'concurrent'),
    async claimThese({ ids, now, owner, leaseUntil }) {
      return allAs(
        db
          .updateTable('agenda')
          .set({ state: 'running', owner, lease_until: leaseUntil })
          .where('id', 'in', (inner) => {
            const due = inner
              .selectFrom('agenda')
              .select('id')
              .where(isOf(community))
              .where(traits.isOneOf('id', ids))
              .where(runs(community))
              .where(isPlanned)
              .where('due_at', '<=', now)
              .orderBy('id');
            return traits.skipLocked ? due.forUpdate().skipLocked() : due;
          })
          .returningAll(),
        toRow,
      );
    },
    async leases({ limit }) {
      const rows = await db
        .selectFrom('agenda')
        .select(['id', 'lease_until'])
        .where('community_id', '=', community)
        .where(isRunning)
        .where(runs(community))
        .orderBy('lease_until')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ id: row.id, until: row.lease_until ?? toInstant(0) }));
    },
    async releaseAbandoned(leases) {
      let released = 0;
      for (const { id, until } of leases) {
        const row = await db
          .updateTable('agenda')
          .set((set) => ({ state: 'planned', interruptions: set('interruptions', '+', 1), owner: null, lease_until: null }))
          .where('community_id', '=', community)
          .where('id', '=', id)
          .where(isRunning)
          .where('lease_until', '=', until)
          .returning(PLANNED)
          .executeTakeFirst();
        if (row === undefined) continue;
        released += 1;
        context.planned(toPlanned(row));
      }
      return released;
    },
    async begin(id, { owner, quarantined }) {
      const { numUpdatedRows } = await db
        .updateTable('agenda')
        .set((set) => ({ quarantine_tries: set('quarantine_tries', '+', quarantined ? 1 : 0) }))
        .where('community_id', '=', community)
        .where('id', '=', id)
        .where(isRunning)
        .where('owner', '=', owner)
        .executeTakeFirstOrThrow();
      assertOwner(numUpdatedRows, id, owner);
    },
    async renew(ids, { owner, leaseUntil }) {
      await db
        .updateTable('agenda')
        .set({ lease_until: leaseUntil })
        .where('id', 'in', (inner) => {
          const rows = inner
            .selectFrom('agenda')
            .select('id')
            .where('community_id', '=', community)
            .where(traits.isOneOf('id', ids))
            .where(isRunning)
            .where('owner', '=', owner);
          // A locked row is about to end, and waiting for it while holding other locks could deadlock.
          return traits.skipLocked ? rows.forUpdate().skipLocked() : rows;
        })
        .execute();
    },
    async releaseOwned(owner) {
      let query = db
        .updateTable('agenda')
        .set((set) => ({ state: 'planned', interruptions: set('interruptions', '+', 1), owner: null, lease_until: null }))
        .where('community_id', '=', community)
        .where(isRunning);
      if (owner !== undefined) query = query.where('owner', '=', owner);
      const released = await query.returning(PLANNED).execute();
      for (const row of released) context.planned(toPlanned(row));
      return released.length;
    },
  };
}
