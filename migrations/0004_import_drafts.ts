import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** Files of members that wait between a dry run and its confirmation, over a restart too. */
export function importDrafts(traits: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('import_drafts')
        .addColumn('community_id', traits.idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', traits.textType, (c) => c.notNull())
        .addColumn('member_id', traits.idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('saved_at', 'bigint', (c) => c.notNull())
        .addColumn('lines_done', 'integer')
        .addColumn('lines_total', 'integer')
        .addColumn('bytes', traits.bytesType, (c) => c.notNull())
        .addPrimaryKeyConstraint('import_drafts_pk', ['community_id', 'id'])
        .execute();
      await db.schema.createIndex('import_drafts_member').on('import_drafts').column('member_id').execute();
    },
  };
}
