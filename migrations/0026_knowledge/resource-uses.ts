import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from '../traits.js';

/** How often resources are opened and fetched, and what is searched for in vain: by month, without who it was. */
export function resourceUses({ idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('resource_uses')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('resource_id', idType, (c) => c.notNull().references('resources.id').onDelete('cascade'))
        .addColumn('month', textType, (c) => c.notNull())
        .addColumn('opened', 'integer', (c) => c.notNull())
        .addColumn('fetched', 'integer', (c) => c.notNull())
        .addPrimaryKeyConstraint('resource_uses_pk', ['resource_id', 'month'])
        .execute();
      await db.schema
        .createTable('resource_misses')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('month', textType, (c) => c.notNull())
        .addColumn('words', textType, (c) => c.notNull())
        .addColumn('days', 'integer', (c) => c.notNull())
        .addColumn('last_on', textType, (c) => c.notNull())
        .addPrimaryKeyConstraint('resource_misses_pk', ['community_id', 'month', 'words'])
        .execute();
    },
  };
}
