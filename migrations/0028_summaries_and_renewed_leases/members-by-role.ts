import type { Kysely, Migration } from 'kysely';

/** Whether a community has an organiser is asked with every command, so it must not read all members. */
export const membersByRole: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.createIndex('members_role').on('members').columns(['community_id', 'role']).execute();
  },
};
