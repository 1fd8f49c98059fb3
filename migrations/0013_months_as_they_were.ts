import { type Kysely, type Migration, sql } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** What is told of months long ago: what each plan was made for, when members left, and summaries that others replaced. */
export function monthsAsTheyWere({ id, idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('topic_plans').addColumn('openings', textType).execute();
      await db.schema.alterTable('topic_plans').addColumn('quota', 'integer').execute();
      await db.schema.alterTable('members').addColumn('left_at', 'bigint').execute();
      await db.schema
        .createTable('topic_earlier_summaries')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('topic_id', idType, (c) => c.notNull().references('topics.id').onDelete('cascade'))
        .addColumn('written_by', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('written_at', 'bigint', (c) => c.notNull())
        .addColumn('language', textType, (c) => c.notNull())
        .addColumn('lessons', textType, (c) => c.notNull())
        .addColumn('challenges', textType, (c) => c.notNull())
        .addColumn('resources', textType, (c) => c.notNull())
        .addColumn('recommendations', textType, (c) => c.notNull())
        .execute();
      await db.schema.createIndex('topic_earlier_summaries_topic').on('topic_earlier_summaries').column('topic_id').execute();
      await db.schema.createIndex('topic_earlier_summaries_written_by').on('topic_earlier_summaries').column('written_by').execute();
      // A plan had at least as many places as the last one of them that a topic took.
      await sql`
        update topic_plans set quota = (
          select max(slot) from topics where topics.community_id = topic_plans.community_id and topics.month = topic_plans.month
        ) where state <> 'called'`.execute(db);
      await sql`update members set left_at = coalesce(last_active_at, joined_at) where status = 'left'`.execute(db);
    },
  };
}
