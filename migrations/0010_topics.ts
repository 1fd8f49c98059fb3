import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** What members propose to discuss, who supports it, and what they are writing. */
export function topics(traits: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { idType, textType } = traits;
      const owned = (name: string) =>
        db.schema.createTable(name).addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'));
      const words = ['language', 'sector', 'title', 'question', 'why', 'resources'] as const;

      const proposals = owned('topic_proposals')
        .addColumn('id', idType, traits.id)
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('version', 'bigint', (c) => c.notNull().defaultTo(1))
        .addColumn('anonymous', 'integer', (c) => c.notNull())
        .addColumn('proposed_at', 'bigint', (c) => c.notNull())
        .addColumn('reviewed', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('edited_at', 'bigint')
        .addColumn('original', textType)
        .addColumn('reason', textType)
        .addColumn('merged_into', idType);
      await words.reduce((table, name) => table.addColumn(name, textType, (c) => c.notNull()), proposals).execute();
      await db.schema.createIndex('topic_proposals_state').on('topic_proposals').columns(['community_id', 'state', 'id']).execute();
      await db.schema.createIndex('topic_proposals_merged').on('topic_proposals').column('merged_into').execute();

      await owned('topic_proposers')
        .addColumn('proposal_id', idType, (c) => c.notNull().primaryKey().references('topic_proposals.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('answer_key', textType, (c) => c.notNull().unique())
        .execute();
      await db.schema.createIndex('topic_proposers_member').on('topic_proposers').column('member_id').execute();

      // Apart from the others and under a random key, so that nothing else leads to a person who did not want to be named.
      await owned('topic_anonymous_proposers')
        .addColumn('answer_key', textType, (c) => c.notNull().primaryKey())
        .addColumn('proposal_id', idType, (c) => c.notNull().unique().references('topic_proposals.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .execute();
      await db.schema.createIndex('topic_anonymous_proposers_member').on('topic_anonymous_proposers').column('member_id').execute();

      await owned('topic_supports')
        .addColumn('proposal_id', idType, (c) => c.notNull().references('topic_proposals.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('organisation_id', idType, (c) => c.references('organisations.id').onDelete('set null'))
        .addColumn('facilitates', 'integer', (c) => c.notNull())
        .addColumn('present', 'integer', (c) => c.notNull().defaultTo(1))
        .addColumn('supported_at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('topic_supports_pk', ['proposal_id', 'member_id'])
        .execute();
      await db.schema.createIndex('topic_supports_member').on('topic_supports').column('member_id').execute();
      await db.schema.createIndex('topic_supports_organisation').on('topic_supports').column('organisation_id').execute();

      const drafts = owned('topic_drafts')
        .addColumn('member_id', idType, (c) => c.notNull().primaryKey().references('members.id').onDelete('cascade'))
        .addColumn('saved_at', 'bigint', (c) => c.notNull());
      await words.reduce((table, name) => table.addColumn(name, textType, (c) => c.notNull()), drafts).execute();
      await db.schema.createIndex('topic_drafts_saved').on('topic_drafts').columns(['community_id', 'saved_at']).execute();
    },
  };
}
