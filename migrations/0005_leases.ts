import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** What one process alone may do for a while, such as receiving from a platform. */
export function leases(traits: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('leases')
        .addColumn('community_id', traits.idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('name', traits.textType, (c) => c.notNull())
        .addColumn('owner', traits.textType, (c) => c.notNull())
        .addColumn('lease_until', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('leases_pk', ['community_id', 'name'])
        .execute();
    },
  };
}
