import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** Stories in their languages, who is named in them, what organisers changed, and what members were invited to tell. */
export function stories({ id, idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('stories')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('version', 'integer', (c) => c.notNull())
        .addColumn('language', textType, (c) => c.notNull())
        .addColumn('named', 'integer', (c) => c.notNull())
        .addColumn('on_page', 'integer', (c) => c.notNull())
        .addColumn('comment', textType)
        .addColumn('made_at', 'bigint', (c) => c.notNull())
        .addColumn('published_at', 'bigint')
        .execute();
      await db.schema.createIndex('stories_state').on('stories').columns(['community_id', 'state', 'id']).execute();
      await db.schema.createIndex('stories_member').on('stories').column('member_id').execute();
      await db.schema
        .createTable('story_texts')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('story_id', idType, (c) => c.notNull().references('stories.id').onDelete('cascade'))
        .addColumn('language', textType, (c) => c.notNull())
        .addColumn('title', textType, (c) => c.notNull())
        .addColumn('happened', textType, (c) => c.notNull())
        .addColumn('changed', textType, (c) => c.notNull())
        .addPrimaryKeyConstraint('story_texts_pk', ['story_id', 'language'])
        .execute();
      await db.schema
        .createTable('story_people')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('story_id', idType, (c) => c.notNull().references('stories.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('listed', 'integer', (c) => c.notNull())
        .addColumn('answer', textType)
        .addColumn('shown_at', 'bigint')
        .addColumn('answered_at', 'bigint')
        .addPrimaryKeyConstraint('story_people_pk', ['story_id', 'member_id'])
        .execute();
      await db.schema.createIndex('story_people_member').on('story_people').column('member_id').execute();
      await db.schema
        .createTable('story_edits')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('story_id', idType, (c) => c.notNull().references('stories.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('language', textType, (c) => c.notNull())
        .addColumn('title', textType, (c) => c.notNull())
        .addColumn('happened', textType, (c) => c.notNull())
        .addColumn('changed', textType, (c) => c.notNull())
        .addColumn('made_at', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('story_edits_story').on('story_edits').column('story_id').execute();
      await db.schema.createIndex('story_edits_member').on('story_edits').column('member_id').execute();
      await db.schema
        .createTable('story_occasions')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('occasion', textType, (c) => c.notNull())
        .addColumn('closed', 'integer', (c) => c.notNull())
        .addPrimaryKeyConstraint('story_occasions_pk', ['member_id', 'occasion'])
        .execute();
    },
  };
}
