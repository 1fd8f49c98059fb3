import type { Kysely, Migration } from 'kysely';

/** How many tries of a row that had nothing beside it ended with the process. */
export const quarantine: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('agenda')
      .addColumn('quarantine_tries', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  },
};
