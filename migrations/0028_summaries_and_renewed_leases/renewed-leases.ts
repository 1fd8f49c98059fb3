import type { Kysely, Migration } from 'kysely';

/** When the process that has an event last renewed its lease: only then is it known to be at work. */
export const renewedLeases: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('inbound_events').addColumn('renewed_at', 'bigint').execute();
  },
};
