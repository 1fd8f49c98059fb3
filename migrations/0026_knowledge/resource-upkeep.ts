import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from '../traits.js';

/** Who last checked a resource and until when it may be shared, what became of its links, copies for the public, wishes to take it down. */
export function resourceUpkeep({ id, idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('resource_upkeep')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('resource_id', idType, (c) => c.primaryKey().references('resources.id').onDelete('cascade'))
        .addColumn('checked_by', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('checked_at', 'bigint')
        .addColumn('expires_on', textType)
        .execute();
      await db.schema.createIndex('resource_upkeep_checked_by').on('resource_upkeep').column('checked_by').execute();
      await db.schema.createIndex('resource_upkeep_expires').on('resource_upkeep').columns(['community_id', 'expires_on']).execute();
      await db.schema
        .createTable('resource_links')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('edition_id', idType, (c) => c.primaryKey().references('resource_editions.id').onDelete('cascade'))
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('status', 'integer')
        .addColumn('tries', 'integer', (c) => c.notNull())
        .addColumn('checked_at', 'bigint', (c) => c.notNull())
        .addColumn('next_at', 'bigint', (c) => c.notNull())
        .addColumn('bad_since', 'bigint')
        .execute();
      await db.schema.createIndex('resource_links_bad').on('resource_links').columns(['community_id', 'bad_since']).execute();
      await db.schema
        .createTable('resource_copies')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('edition_id', idType, (c) => c.primaryKey().references('resource_editions.id').onDelete('cascade'))
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('hash', textType)
        .addColumn('size', 'bigint')
        .addColumn('removed', textType, (c) => c.notNull())
        .addColumn('made_at', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('resource_copies_state').on('resource_copies').columns(['community_id', 'state']).execute();
      await db.schema
        .createTable('resource_takedowns')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('resource_id', idType, (c) => c.notNull().references('resources.id').onDelete('cascade'))
        .addColumn('text', textType, (c) => c.notNull())
        .addColumn('contact', textType)
        .addColumn('made_at', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('resource_takedowns_resource').on('resource_takedowns').column('resource_id').execute();
    },
  };
}
