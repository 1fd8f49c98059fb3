import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** What one community on several platforms needs: linked accounts, who may be written to directly, relays, words on their way. */
export function oneCommunity(traits: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const owned = (name: string) =>
        db.schema
          .createTable(name)
          .addColumn('community_id', traits.idType, (c) => c.notNull().references('communities.id').onDelete('cascade'));
      const numbered = (name: string) => owned(name).addColumn('id', traits.idType, traits.id);
      const index = (name: string, table: string, columns: readonly string[]) =>
        db.schema
          .createIndex(name)
          .on(table)
          .columns([...columns])
          .execute();

      await db.schema.alterTable('identities').addColumn('direct', traits.textType).execute();

      await numbered('link_codes')
        .addColumn('hash', traits.textType, (c) => c.notNull())
        .addColumn('member_id', traits.idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('entered_by', traits.idType, (c) => c.references('members.id').onDelete('cascade'))
        .addColumn('expires_at', 'bigint', (c) => c.notNull())
        .addUniqueConstraint('link_codes_hash', ['community_id', 'hash'])
        .execute();
      await index('link_codes_member', 'link_codes', ['member_id']);
      await index('link_codes_entered', 'link_codes', ['entered_by']);

      await owned('link_guesses')
        .addColumn('member_id', traits.idType, (c) => c.notNull().primaryKey().references('members.id').onDelete('cascade'))
        .addColumn('count', 'integer', (c) => c.notNull())
        .addColumn('since', 'bigint', (c) => c.notNull())
        .execute();

      await owned('waiting_accounts')
        .addColumn('platform', traits.textType, (c) => c.notNull())
        .addColumn('user_id', traits.textType, (c) => c.notNull())
        .addColumn('member_id', traits.idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addPrimaryKeyConstraint('waiting_accounts_pk', ['community_id', 'platform', 'user_id'])
        .execute();
      await index('waiting_accounts_member', 'waiting_accounts', ['member_id']);

      await numbered('relays')
        .addColumn('key', traits.textType, (c) => c.notNull())
        .addColumn('state', traits.textType, (c) => c.notNull())
        .addColumn('words', 'integer', (c) => c.notNull())
        .addUniqueConstraint('relays_key', ['community_id', 'key'])
        .execute();

      await owned('relay_members')
        .addColumn('relay_id', traits.idType, (c) => c.notNull().references('relays.id').onDelete('cascade'))
        .addColumn('member_id', traits.idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('state', traits.textType, (c) => c.notNull())
        .addPrimaryKeyConstraint('relay_members_pk', ['relay_id', 'member_id'])
        .execute();
      await index('relay_members_member', 'relay_members', ['member_id']);

      await owned('delivery_words')
        .addColumn('delivery_id', traits.idType, (c) => c.notNull().primaryKey().references('deliveries.id').onDelete('cascade'))
        .addColumn('author_id', traits.idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('body', traits.textType, (c) => c.notNull())
        .execute();
      await index('delivery_words_author', 'delivery_words', ['author_id']);
    },
  };
}
