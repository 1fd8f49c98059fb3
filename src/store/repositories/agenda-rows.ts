import { type Selectable, sql } from 'kysely';
import type { AgendaRow } from '../../ports/agenda.js';
import { parse } from '../../sql/columns.js';
import type { AgendaTable } from '../schema.js';

// The states are literals in the statements, because a partial index cannot be used with a parameter.
export const isPlanned = sql<boolean>`state = 'planned'`;
export const isRunning = sql<boolean>`state = 'running'`;

/** Converts a stored row to the form that the ports define. */
export function toRow(row: Selectable<AgendaTable>): AgendaRow {
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
