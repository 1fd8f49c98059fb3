import { type Kysely, type Migration, sql } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** What reports need of months long ago: what each plan was made for, and when members left. */
export function monthsAsTheyWere({ textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('topic_plans').addColumn('openings', textType).execute();
      await db.schema.alterTable('topic_plans').addColumn('quota', 'integer').execute();
      await db.schema.alterTable('members').addColumn('left_at', 'bigint').execute();
      // A plan had at least as many places as the last one of them that a topic took.
      await sql`
        update topic_plans set quota = (
          select max(slot) from topics where topics.community_id = topic_plans.community_id and topics.month = topic_plans.month
        ) where state <> 'called'`.execute(db);
      await sql`update members set left_at = coalesce(last_active_at, joined_at) where status = 'left'`.execute(db);
    },
  };
}
