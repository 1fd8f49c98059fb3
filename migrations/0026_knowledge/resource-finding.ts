import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from '../traits.js';

/** What members keep of messages before they add it, what they want to hear of, and collections of resources. */
export function resourceFinding({ id, idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('resource_saves')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('link', textType)
        .addColumn('hash', textType)
        .addColumn('size', 'bigint')
        .addColumn('file_name', textType)
        .addColumn('file_type', textType)
        .addColumn('made_at', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('resource_saves_member').on('resource_saves').column('member_id').execute();
      await db.schema
        .createTable('resource_subscriptions')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.primaryKey().references('members.id').onDelete('cascade'))
        .addColumn('sectors', textType, (c) => c.notNull())
        .addColumn('languages', textType, (c) => c.notNull())
        .addColumn('told_until', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema
        .createTable('resource_collections')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('member_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('version', 'integer', (c) => c.notNull())
        .addColumn('title', textType, (c) => c.notNull())
        .addColumn('summary', textType, (c) => c.notNull())
        .addColumn('visibility', textType, (c) => c.notNull())
        .addColumn('made_at', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('resource_collections_member').on('resource_collections').column('member_id').execute();
      await db.schema
        .createTable('resource_collection_items')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('collection_id', idType, (c) => c.notNull().references('resource_collections.id').onDelete('cascade'))
        .addColumn('resource_id', idType, (c) => c.notNull().references('resources.id').onDelete('cascade'))
        .addColumn('position', 'integer', (c) => c.notNull())
        .addPrimaryKeyConstraint('resource_collection_items_pk', ['collection_id', 'resource_id'])
        .execute();
      await db.schema.createIndex('resource_collection_items_resource').on('resource_collection_items').column('resource_id').execute();
    },
  };
}
