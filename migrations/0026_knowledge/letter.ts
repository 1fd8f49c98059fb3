import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from '../traits.js';

/** Letters with what organisers changed in them, who agreed to get them by mail, and what became of each mail. */
export function letter({ id, idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('letters')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('month', textType, (c) => c.notNull())
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('version', 'integer', (c) => c.notNull())
        .addColumn('from_at', 'bigint', (c) => c.notNull())
        .addColumn('to_at', 'bigint', (c) => c.notNull())
        .addColumn('send_at', 'bigint', (c) => c.notNull())
        .addColumn('content', textType, (c) => c.notNull())
        .addColumn('approved_by', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('approved_at', 'bigint')
        .addColumn('sent_at', 'bigint')
        .execute();
      await db.schema.createIndex('letters_month').on('letters').columns(['community_id', 'month']).unique().execute();
      await db.schema.createIndex('letters_approved_by').on('letters').column('approved_by').execute();
      await db.schema
        .createTable('letter_edits')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('letter_id', idType, (c) => c.notNull().references('letters.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('language', textType, (c) => c.notNull())
        .addColumn('item', textType, (c) => c.notNull())
        .addColumn('title', textType, (c) => c.notNull())
        .addColumn('words', textType, (c) => c.notNull())
        .addColumn('left_out', 'integer', (c) => c.notNull())
        .addColumn('made_at', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('letter_edits_letter').on('letter_edits').column('letter_id').execute();
      await db.schema.createIndex('letter_edits_member').on('letter_edits').column('member_id').execute();
      await db.schema
        .createTable('letter_consents')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('address_hash', textType, (c) => c.notNull())
        .addColumn('agreed_at', 'bigint', (c) => c.notNull())
        .addColumn('stopped_at', 'bigint')
        .addColumn('refused_at', 'bigint')
        .addColumn('refusal', textType)
        .execute();
      await db.schema.createIndex('letter_consents_member').on('letter_consents').column('member_id').execute();
      await db.schema.createIndex('letter_consents_address').on('letter_consents').columns(['community_id', 'address_hash']).execute();
      await db.schema
        .createTable('letter_mails')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('letter_id', idType, (c) => c.notNull().references('letters.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('address_hash', textType, (c) => c.notNull())
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('attempts', 'integer', (c) => c.notNull())
        .addColumn('reason', textType)
        .addColumn('changed_at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('letter_mails_pk', ['letter_id', 'member_id'])
        .execute();
      // An address gets a letter once, also where several people share it.
      await db.schema.createIndex('letter_mails_address').on('letter_mails').columns(['letter_id', 'address_hash']).unique().execute();
      await db.schema.createIndex('letter_mails_member').on('letter_mails').column('member_id').execute();
    },
  };
}
