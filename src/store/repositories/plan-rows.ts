import { type Selectable, sql } from 'kysely';
import type { PlannedRow } from '../../ports/agenda.js';
import { json } from '../../sql/columns.js';
import type { AgendaTable } from '../schema.js';
import type { Context } from './context.js';

/** What a `PlannedRow` is made of. */
export const PLANNED = ['id', 'key', 'kind', 'due_at', 'interruptions'] as const;

/** What becomes of a row that has the key already: a planned one moves; one that is over is planned again, too; or it stays as it is. */
export type Known = 'moves' | 'returns' | 'stays';

/** Plans rows, each key once, in one statement. Returns those that wait for their new time now, in no order. */
export async function planRows(
  { db, community, traits }: Pick<Context, 'db' | 'community' | 'traits'>,
  rows: readonly { readonly key: string; readonly kind: string; readonly payload: unknown; readonly dueAt: number }[],
  known: Known,
): Promise<readonly PlannedRow[]> {
  if (rows.length === 0) return [];
  const given = traits.rowsOf(
    rows.map(({ key, kind, payload, dueAt }) => ({ key, kind, payload: json(payload), due_at: dueAt })),
    { key: 'text', kind: 'text', payload: 'text', due_at: 'bigint' },
  );
  const written = await db
    .insertInto('agenda')
    .columns(['community_id', 'key', 'kind', 'payload', 'due_at', 'planned_for', 'state', 'attempts', 'interruptions'])
    // `where true`: or SQLite takes what follows for the condition of a join.
    .expression(sql`select ${sql.lit(community)}, key, kind, payload, due_at, due_at, 'planned', 0, 0 from ${given} where true`)
    .onConflict((conflict) => {
      const same = conflict.columns(['community_id', 'key']);
      if (known === 'stays') return same.doNothing();
      return same
        .doUpdateSet(({ ref }) => ({
          kind: ref('excluded.kind'),
          payload: ref('excluded.payload'),
          due_at: ref('excluded.due_at'),
          planned_for: ref('excluded.planned_for'),
          ...(known === 'returns' && {
            state: 'planned',
            attempts: 0,
            interruptions: 0,
            quarantine_tries: 0,
            reason: null,
            finished_at: null,
          }),
        }))
        .where('agenda.state', known === 'returns' ? '!=' : '=', known === 'returns' ? 'running' : 'planned');
    })
    .returning(PLANNED)
    .execute();
  return written.map(toPlanned);
}

export function toPlanned(row: Pick<Selectable<AgendaTable>, (typeof PLANNED)[number]>): PlannedRow {
  return { id: row.id, key: row.key, kind: row.kind, dueAt: row.due_at, interruptions: row.interruptions };
}
