import { type Selectable, sql } from 'kysely';
import { type Instant } from '../../core/time.js';
import type { PlannedRow } from '../../ports/agenda.js';
import { json } from '../../sql/columns.js';
import type { AgendaTable } from '../schema.js';
import type { Context } from './context.js';

/** The columns of a `PlannedRow`. */
export const PLANNED = ['id', 'key', 'kind', 'due_at', 'interruptions'] as const;

/** How an existing row with the key changes: a planned row moves; a finished row is planned again too (`returns`); or none changes. */
export type Known = 'moves' | 'returns' | 'stays';

interface NewRow {
  readonly key: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly dueAt: Instant;
  /** The key of the delivery that it sends: not planned if there is one with this key already. */
  readonly delivery?: string;
}

/** Plans rows with distinct keys in one statement. Returns the rows that were planned, in no order. */
export async function planRows(
  { db, community, traits }: Pick<Context, 'db' | 'community' | 'traits'>,
  rows: readonly NewRow[],
  known: Known,
): Promise<readonly PlannedRow[]> {
  if (rows.length === 0) return [];
  const given = traits.rowsOf(
    rows.map(({ key, kind, payload, dueAt, delivery = null }) => ({ key, kind, payload: json(payload), due_at: dueAt, sends: delivery })),
    { key: 'text', kind: 'text', payload: 'text', due_at: 'bigint', sends: 'text' },
  );
  // Without a condition SQLite parses what follows as that of a join.
  const isNew = rows.some(({ delivery }) => delivery !== undefined)
    ? sql`not exists (select 1 from deliveries where community_id = ${sql.lit(community)} and deliveries.key = sends)`
    : sql`true`;
  const written = await db
    .insertInto('agenda')
    .columns(['community_id', 'key', 'kind', 'payload', 'due_at', 'planned_for', 'state', 'attempts', 'interruptions'])
    .expression(sql`select ${sql.lit(community)}, key, kind, payload, due_at, due_at, 'planned', 0, 0 from ${given} where ${isNew}`)
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

/** A row of the agenda as the runners hear of it. */
export function toPlanned(row: Pick<Selectable<AgendaTable>, (typeof PLANNED)[number]>): PlannedRow {
  return { id: row.id, key: row.key, kind: row.kind, dueAt: row.due_at, interruptions: row.interruptions };
}
