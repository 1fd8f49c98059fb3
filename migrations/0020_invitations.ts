import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** Links by which people come into the browser chat, and what strangers ask of organisers before they have one. */
export function invitations({ id, idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('invitations')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('hash', textType, (c) => c.notNull())
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('made_at', 'bigint', (c) => c.notNull())
        .addColumn('expires_at', 'bigint', (c) => c.notNull())
        .addUniqueConstraint('invitations_hash', ['community_id', 'hash'])
        .execute();
      await db.schema.createIndex('invitations_member').on('invitations').column('member_id').execute();
      await db.schema
        .createTable('entry_requests')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('kind', textType, (c) => c.notNull())
        .addColumn('hash', textType)
        .addColumn('name', textType, (c) => c.notNull())
        .addColumn('organisation', textType)
        .addColumn('language', textType, (c) => c.notNull())
        .addColumn('asked_at', 'bigint', (c) => c.notNull())
        .addUniqueConstraint('entry_requests_hash', ['community_id', 'hash'])
        .execute();
    },
  };
}
