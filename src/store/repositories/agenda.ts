import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { CommunityId } from '../../core/ids.js';
import type { AgendaRepository } from '../../ports/agenda.js';
import { chunks, oneOf, startsWith } from '../../sql/columns.js';
import { prepared } from '../../sql/prepared.js';
import { allAs, firstAs } from '../../sql/rows.js';
import type { Schema } from '../schema.js';
import { agendaEnds } from './agenda-ends.js';
import { agendaLeases } from './agenda-leases.js';
import { isPlanned, toRow } from './agenda-rows.js';
import type { Context } from './context.js';
import { endDeliveries } from './end-deliveries.js';
import { PLANNED, planRows, toPlanned } from './plan-rows.js';
import { runs, standstillOf } from './standstill.js';

/** A journey of the time machine asks for it at every stop. */
const firstPlanned = prepared<{ community: CommunityId }>()((db: Kysely<Schema>, argument) =>
  db
    .selectFrom('agenda')
    .select('due_at')
    .where('community_id', '=', argument('community'))
    .where(isPlanned)
    .where(runs(argument('community')))
    .orderBy('due_at')
    .limit(1),
);

/** The agenda of one community: this file plans and lists rows; the files that it composes run and end them. */
export function agendaRepository(context: Context): AgendaRepository {
  const { db, community, traits } = context;
  const select = () => db.selectFrom('agenda').selectAll().where('community_id', '=', community);

  const cancelWhere = (narrow: RawBuilder<boolean>) =>
    context.atomically(async (inside) => {
      const rows = await inside.db
        .updateTable('agenda')
        .set({ state: 'cancelled' })
        .where('community_id', '=', community)
        .where(isPlanned)
        .where(narrow)
        .returning(['id', 'kind'])
        .execute();
      await endDeliveries(
        inside,
        rows.flatMap(({ id, kind }) => (kind === 'deliver' ? [id] : [])),
        'dropped',
        'cancelled',
      );
    });

  return {
    async plan(work) {
      // The last plan for a key counts.
      const rows = [...new Map([work].flat().map((row) => [row.key, row])).values()];
      const [returning, moving] = [rows.filter(({ again }) => again === true), rows.filter(({ again }) => again !== true)];
      const written = [...(await planRows(context, moving, 'moves')), ...(await planRows(context, returning, 'returns'))];
      for (const row of written.sort((a, b) => a.id - b.id)) context.planned(row);
    },
    async cancel(keys) {
      for (const some of chunks(keys, traits.maxParameters - 10)) await cancelWhere(oneOf('key', some));
    },
    async cancelPrefix(prefix) {
      await cancelWhere(startsWith('key', prefix));
    },
    async find(key) {
      return firstAs(select().where('key', '=', key), toRow);
    },
    async list(filter) {
      let query = select();
      if (filter.states !== undefined) query = query.where(oneOf('state', filter.states));
      if (filter.kindPrefix !== undefined) query = query.where(startsWith('kind', filter.kindPrefix));
      if (filter.from !== undefined) query = query.where('due_at', '>=', filter.from);
      if (filter.to !== undefined) query = query.where('due_at', '<', filter.to);
      const direction = filter.newestFirst === true ? 'desc' : 'asc';
      return allAs(query.orderBy('due_at', direction).orderBy('id', direction).limit(filter.limit), toRow);
    },
    async nextDue() {
      const [row] = await firstPlanned({ db, traits }, { community });
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
    async upcoming({ until, limit, after }) {
      return allAs(
        db
          .selectFrom('agenda')
          .select(PLANNED)
          .where('community_id', '=', community)
          .where(isPlanned)
          .where(runs(community))
          .where('due_at', '<=', until)
          .$if(after !== undefined, (query) => query.where(sql<boolean>`(due_at, id) > (${after?.dueAt}, ${after?.id})`))
          .orderBy('due_at')
          .orderBy('id')
          .limit(limit),
        toPlanned,
      );
    },
    // Last, because functions that are added to a spread give each object shapes of its own (see `createContexts`).
    ...standstillOf(context),
    ...agendaLeases(context),
    ...agendaEnds(context),
  };
}
