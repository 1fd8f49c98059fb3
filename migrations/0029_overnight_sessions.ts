import type { Kysely, Migration } from 'kysely';

/** That an organiser has said of a session that it ends on the next day: it is asked once. */
export const overnightSessions: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('event_sessions').addColumn('overnight_sure', 'integer').execute();
  },
};
