import { type Kysely, type Migration, sql } from 'kysely';

/** Every private answer asks whether something waits for the person, and reads nothing of what waits for others. */
export const waitingByReader: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('deliveries_waiting_for')
      .on('deliveries')
      .columns(['community_id', 'destination_key'])
      .where(sql.ref('state'), '=', sql`'waiting'`)
      .execute();
    await db.schema.dropIndex('deliveries_waiting').execute();
  },
};
