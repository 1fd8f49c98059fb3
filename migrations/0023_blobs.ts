import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** Bytes that are stored outside the database, by their hash, and what uses them. */
export function blobs({ idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('blobs')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('hash', textType, (c) => c.notNull())
        .addColumn('size', 'bigint', (c) => c.notNull())
        .addColumn('stored_at', 'bigint', (c) => c.notNull())
        .addColumn('unused_since', 'bigint')
        .addPrimaryKeyConstraint('blobs_pk', ['community_id', 'hash'])
        .execute();
      await db.schema
        .createTable('blob_uses')
        .addColumn('community_id', idType, (c) => c.notNull())
        .addColumn('key', textType, (c) => c.notNull())
        .addColumn('hash', textType, (c) => c.notNull())
        .addColumn('member_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addPrimaryKeyConstraint('blob_uses_pk', ['community_id', 'key'])
        .addForeignKeyConstraint('blob_uses_blob', ['community_id', 'hash'], 'blobs', ['community_id', 'hash'])
        .execute();
      await db.schema.createIndex('blob_uses_hash').on('blob_uses').columns(['community_id', 'hash']).execute();
      await db.schema.createIndex('blob_uses_member').on('blob_uses').column('member_id').execute();
    },
  };
}
