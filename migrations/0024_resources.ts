import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** Resources, their editions, the text in their files, and what is searched. */
export function resources({ id, idType, textType, wordIndex }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('resources')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('member_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('version', 'integer', (c) => c.notNull())
        .addColumn('title', textType, (c) => c.notNull())
        .addColumn('summary', textType, (c) => c.notNull())
        .addColumn('kind', textType, (c) => c.notNull())
        .addColumn('sectors', textType, (c) => c.notNull())
        .addColumn('organisation', textType, (c) => c.notNull())
        .addColumn('published_on', textType)
        .addColumn('sharing', textType, (c) => c.notNull())
        .addColumn('visibility', textType, (c) => c.notNull())
        .addColumn('stays', 'integer', (c) => c.notNull())
        .addColumn('reason', textType)
        .addColumn('made_at', 'bigint', (c) => c.notNull())
        .addColumn('approved_at', 'bigint')
        .addColumn('gone_at', 'bigint')
        .execute();
      await db.schema.createIndex('resources_state').on('resources').columns(['community_id', 'state', 'id']).execute();
      await db.schema.createIndex('resources_member').on('resources').column('member_id').execute();
      await db.schema
        .createTable('resource_editions')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('resource_id', idType, (c) => c.notNull().references('resources.id').onDelete('cascade'))
        .addColumn('language', textType, (c) => c.notNull())
        .addColumn('link', textType)
        .addColumn('link_key', textType)
        .addColumn('hash', textType)
        .addColumn('size', 'bigint')
        .addColumn('file_name', textType)
        .addColumn('file_type', textType)
        .addColumn('reading', textType, (c) => c.notNull())
        .addColumn('added_at', 'bigint', (c) => c.notNull())
        .addColumn('replaced_at', 'bigint')
        .execute();
      await db.schema.createIndex('resource_editions_resource').on('resource_editions').column('resource_id').execute();
      await db.schema.createIndex('resource_editions_hash').on('resource_editions').columns(['community_id', 'hash']).execute();
      await db.schema.createIndex('resource_editions_link').on('resource_editions').columns(['community_id', 'link_key']).execute();
      await db.schema
        .createTable('resource_texts')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('edition_id', idType, (c) => c.notNull().references('resource_editions.id').onDelete('cascade'))
        .addColumn('part', 'integer', (c) => c.notNull())
        .addColumn('place', textType, (c) => c.notNull())
        .addColumn('number', 'integer', (c) => c.notNull())
        .addColumn('body', textType, (c) => c.notNull())
        .addColumn('folded', textType, (c) => c.notNull())
        .addPrimaryKeyConstraint('resource_texts_pk', ['edition_id', 'part'])
        .execute();
      await db.schema
        .createTable('resource_words')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('resource_id', idType, (c) => c.primaryKey().references('resources.id').onDelete('cascade'))
        .addColumn('title', textType, (c) => c.notNull())
        .addColumn('organisation', textType, (c) => c.notNull())
        .addColumn('summary', textType, (c) => c.notNull())
        .addColumn('languages', textType, (c) => c.notNull())
        // The longest comes last, so that the others are read without it.
        .addColumn('words', textType, (c) => c.notNull())
        .execute();
      for (const statement of wordIndex('resource_words', 'resource_id', 'words')) await statement.execute(db);
      await db.schema
        .createTable('resource_flags')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('resource_id', idType, (c) => c.notNull().references('resources.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('text', textType, (c) => c.notNull())
        .addColumn('made_at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('resource_flags_pk', ['resource_id', 'member_id'])
        .execute();
      await db.schema.createIndex('resource_flags_member').on('resource_flags').column('member_id').execute();
    },
  };
}
