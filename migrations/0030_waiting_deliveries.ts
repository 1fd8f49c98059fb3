import { type Kysely, type Migration, sql } from 'kysely';

/** Below each command's answer stands what waits for the person, which is found without reading all that was ever sent. */
export const waitingDeliveries: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('deliveries_waiting')
      .on('deliveries')
      .columns(['community_id', 'id'])
      .where(sql.ref('state'), '=', sql`'waiting'`)
      .execute();
  },
};
