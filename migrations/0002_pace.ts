import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** What has been sent of late and what is reserved, by the name of each limit, where several processes share a pace. */
export function pace(traits: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('pace')
        .addColumn('community_id', traits.idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('name', traits.textType, (c) => c.notNull())
        .addColumn('slots', traits.textType, (c) => c.notNull())
        .addColumn('forgotten_at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('pace_pk', ['community_id', 'name'])
        .execute();
      await db.schema.createIndex('pace_forgotten').on('pace').columns(['community_id', 'forgotten_at']).execute();
    },
  };
}
