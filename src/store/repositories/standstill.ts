import { sql } from 'kysely';
import { mapLookup } from '../../core/lookup.js';
import { after } from '../../core/time.js';
import type { AgendaRepository } from '../../ports/agenda.js';
import { parse } from '../../sql/columns.js';
import { removeRows } from '../../sql/rows.js';
import { CATCHING_UP_MS, heldSchema, momentText, STANDSTILL, UNKNOWN_OUTCOME_UNTIL } from '../standstill-facts.js';
import { communityRepository } from './community.js';
import type { Context } from './context.js';

/** The condition that there is no standstill; part of every statement that selects rows to run. */
export const runs = (community: Context['community']) =>
  sql<boolean>`not exists (select 1 from community_facts where community_id = ${community} and name = ${STANDSTILL})`;

/** The part of the agenda for restored copies. */
export function standstillOf(context: Context): Pick<AgendaRepository, 'standstill' | 'lookForStandstill' | 'dueByKind' | 'endStandstill'> {
  const { db, community } = context;

  const read = (text: string | undefined) => (text === undefined ? undefined : heldSchema.parse(parse(text)));
  const fact = async (place: Context) => read(await communityRepository(place).fact(STANDSTILL));

  return {
    standstill: () => fact(context),
    lookForStandstill: () => mapLookup(communityRepository(context).lookForFact(STANDSTILL), read),
    async dueByKind(now) {
      const rows = await db
        .selectFrom('agenda')
        .leftJoin('deliveries', 'deliveries.agenda_id', 'agenda.id')
        .select(['agenda.kind', 'deliveries.kind as message', (count) => count.fn.countAll<number>().as('count')])
        .where('agenda.community_id', '=', community)
        .where(sql<boolean>`agenda.state in ('planned', 'running')`)
        .where('agenda.due_at', '<=', now)
        .groupBy(['agenda.kind', 'deliveries.kind'])
        .orderBy('count', 'desc')
        .orderBy('agenda.kind')
        .orderBy('deliveries.kind')
        .execute();
      return rows.map(({ kind, message, count }) => ({ type: message === null ? 'job' : 'message', kind: message ?? kind, count }));
    },
    endStandstill: (now) =>
      context.atomically(async (inside) => {
        const { db: trx } = inside;
        const held = await fact(inside);
        if (held === undefined) return false;
        await trx
          .updateTable('deliveries')
          .set({ in_doubt: 1 })
          .where('community_id', '=', community)
          .where('state', 'in', ['planned', 'held'])
          .where('in_doubt', '=', 0)
          .where('agenda_id', 'in', (inner) =>
            inner
              .selectFrom('agenda')
              .select('agenda.id')
              .where('agenda.community_id', '=', community)
              // Also rows that ran while the backup was made.
              .where('agenda.state', 'in', ['planned', 'running'])
              .where('agenda.due_at', '<=', now),
          )
          .execute();
        await removeRows({ db: trx, community }, 'community_facts', { name: STANDSTILL });
        await communityRepository(inside).saveFact(UNKNOWN_OUTCOME_UNTIL, momentText(after(now, CATCHING_UP_MS)));
        return true;
      }),
  };
}
