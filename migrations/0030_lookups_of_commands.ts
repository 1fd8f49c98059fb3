import { type Kysely, type Migration, sql } from 'kysely';

/** Nearly every command asks who organises and what waits for the person; neither may read all members or all that was ever sent. */
export const lookupsOfCommands: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.createIndex('members_role').on('members').columns(['community_id', 'role']).execute();
    await db.schema
      .createIndex('deliveries_waiting')
      .on('deliveries')
      .columns(['community_id', 'id'])
      .where(sql.ref('state'), '=', sql`'waiting'`)
      .execute();
  },
};
