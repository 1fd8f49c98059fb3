import { type RawBuilder, sql } from 'kysely';
import type { ColumnTraits } from '../../migrations/traits.js';

/** All in which SQL databases differ for us. Migrations and repositories ask here, never for a database's name. */
export interface DialectTraits extends ColumnTraits {
  /** Several processes may claim at once, so a claim locks its rows and passes over those locked by others. */
  readonly skipLocked: boolean;
  /** How many values one statement may carry. */
  readonly maxParameters: number;
  /** The database's own clock, in milliseconds: one for all processes. */
  readonly nowMs: RawBuilder<number>;
}

export const sqliteTraits: DialectTraits = {
  idType: 'integer',
  id: (column) => column.primaryKey().autoIncrement(),
  bytesType: sql`blob`,
  skipLocked: false,
  maxParameters: 30_000,
  nowMs: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
};
