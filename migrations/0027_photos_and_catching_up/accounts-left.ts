import { type Kysely, type Migration, sql } from 'kysely';

/** Since when an account is no longer in its space; whoever left by one is a member still while another is there. */
export const accountsLeft: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('identities').addColumn('left_at', 'bigint').execute();
    // Nobody noted by which account people left until now: whichever is there is noticed, and brings them back.
    await sql`update identities
      set left_at = (select coalesce(members.left_at, members.joined_at) from members where members.id = identities.member_id)
      where member_id in (select id from members where status = 'left')`.execute(db);
  },
};
