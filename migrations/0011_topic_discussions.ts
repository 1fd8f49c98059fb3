import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** The topics of each month: plan, facilitators, discussion, closing. */
export function topicDiscussions(traits: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { idType, textType } = traits;
      const owned = (name: string) =>
        db.schema.createTable(name).addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'));
      const index = (name: string, table: string, columns: string[]) => db.schema.createIndex(name).on(table).columns(columns).execute();

      await owned('topic_plans')
        .addColumn('month', textType, (c) => c.notNull())
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('version', 'bigint', (c) => c.notNull().defaultTo(1))
        .addColumn('called_at', 'bigint')
        .addColumn('drafted_at', 'bigint')
        .addColumn('approved_at', 'bigint')
        .addColumn('approved_by', textType)
        .addPrimaryKeyConstraint('topic_plans_pk', ['community_id', 'month'])
        .execute();
      await owned('topic_plan_answers')
        .addColumn('month', textType, (c) => c.notNull())
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('version', 'bigint', (c) => c.notNull())
        .addColumn('answered_at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('topic_plan_answers_pk', ['month', 'member_id'])
        .execute();
      await index('topic_plan_answers_member', 'topic_plan_answers', ['member_id']);

      await owned('topic_templates')
        .addColumn('id', idType, traits.id)
        .addColumn('kind', textType, (c) => c.notNull())
        .addColumn('code', textType)
        .addColumn('sector', textType)
        .addColumn('month_of_year', 'integer')
        .addColumn('slot', textType)
        .addColumn('texts', textType, (c) => c.notNull())
        .addColumn('removed', 'integer', (c) => c.notNull().defaultTo(0))
        .execute();
      await index('topic_templates_kind', 'topic_templates', ['community_id', 'kind', 'sector']);

      await owned('topics')
        .addColumn('id', idType, traits.id)
        .addColumn('month', textType, (c) => c.notNull())
        .addColumn('slot', 'integer')
        .addColumn('origin', textType, (c) => c.notNull())
        .addColumn('proposal_id', idType, (c) => c.references('topic_proposals.id').onDelete('set null'))
        .addColumn('template_id', idType, (c) => c.references('topic_templates.id').onDelete('set null'))
        .addColumn('reason', textType)
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('version', 'bigint', (c) => c.notNull().defaultTo(1))
        .addColumn('language', textType, (c) => c.notNull())
        .addColumn('sector', textType)
        .addColumn('for_sector', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('texts', textType, (c) => c.notNull())
        .addColumn('why', textType, (c) => c.notNull().defaultTo(''))
        .addColumn('resources', textType, (c) => c.notNull())
        .addColumn('guiding', textType)
        .addColumn('planned_date', textType, (c) => c.notNull())
        .addColumn('opens_at', 'bigint', (c) => c.notNull())
        .addColumn('opened_at', 'bigint')
        .addColumn('closes_at', 'bigint')
        .addColumn('closed_at', 'bigint')
        .addColumn('facilitator_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('shadow_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('last_written_at', 'bigint')
        .addColumn('last_nudge_at', 'bigint')
        .addColumn('last_prompt_at', 'bigint')
        .execute();
      await index('topics_state', 'topics', ['community_id', 'state', 'opens_at']);
      await index('topics_month', 'topics', ['community_id', 'month', 'slot']);
      await index('topics_proposal', 'topics', ['proposal_id']);
      await index('topics_template', 'topics', ['template_id']);
      await index('topics_facilitator', 'topics', ['facilitator_id']);
      await index('topics_shadow', 'topics', ['shadow_id']);

      await owned('topic_volunteers')
        .addColumn('member_id', idType, (c) => c.notNull().primaryKey().references('members.id').onDelete('cascade'))
        .addColumn('learns', 'integer', (c) => c.notNull())
        .addColumn('since', 'bigint', (c) => c.notNull())
        .execute();
      await owned('topic_facilitations')
        .addColumn('topic_id', idType, (c) => c.notNull().references('topics.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('role', textType, (c) => c.notNull())
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('organisation_id', idType, (c) => c.references('organisations.id').onDelete('set null'))
        .addColumn('asked_at', 'bigint', (c) => c.notNull())
        .addColumn('answered_at', 'bigint')
        .addPrimaryKeyConstraint('topic_facilitations_pk', ['topic_id', 'member_id', 'role'])
        .execute();
      await index('topic_facilitations_member', 'topic_facilitations', ['member_id']);
      await index('topic_facilitations_organisation', 'topic_facilitations', ['organisation_id']);

      await owned('topic_consents')
        .addColumn('member_id', idType, (c) => c.notNull().primaryKey().references('members.id').onDelete('cascade'))
        .addColumn('share', textType)
        .addColumn('credit', textType, (c) => c.notNull())
        .addColumn('stopped', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('asked_at', 'bigint')
        .addColumn('answered_at', 'bigint')
        .execute();
      await owned('topic_follows')
        .addColumn('topic_id', idType, (c) => c.notNull().references('topics.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('follows', 'integer', (c) => c.notNull())
        .addColumn('since', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('topic_follows_pk', ['topic_id', 'member_id'])
        .execute();
      await index('topic_follows_member', 'topic_follows', ['member_id']);
      await owned('topic_sector_follows')
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('sector', textType, (c) => c.notNull())
        .addColumn('since', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('topic_sector_follows_pk', ['member_id', 'sector'])
        .execute();

      await owned('topic_digests')
        .addColumn('member_id', idType, (c) => c.notNull().primaryKey().references('members.id').onDelete('cascade'))
        .addColumn('since', 'bigint', (c) => c.notNull())
        .execute();

      await owned('topic_contributions')
        .addColumn('id', idType, traits.id)
        .addColumn('topic_id', idType, (c) => c.notNull().references('topics.id').onDelete('cascade'))
        .addColumn('platform', textType, (c) => c.notNull())
        .addColumn('space', textType, (c) => c.notNull())
        .addColumn('conversation', textType, (c) => c.notNull())
        .addColumn('message', textType, (c) => c.notNull())
        .addColumn('member_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('organisation_id', idType, (c) => c.references('organisations.id').onDelete('set null'))
        .addColumn('language', textType, (c) => c.notNull())
        .addColumn('shared', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('words', textType)
        .addColumn('files', textType)
        .addColumn('written_at', 'bigint', (c) => c.notNull())
        .addColumn('edited_at', 'bigint')
        .addColumn('deleted_at', 'bigint')
        .addColumn('is_question', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('question_answered_at', 'bigint')
        .addColumn('hidden_at', 'bigint')
        .addColumn('hidden_by', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('hidden_reason', textType)
        .addUniqueConstraint('topic_contributions_message', ['community_id', 'platform', 'space', 'conversation', 'message'])
        .execute();
      await index('topic_contributions_topic', 'topic_contributions', ['topic_id', 'written_at']);
      await index('topic_contributions_member', 'topic_contributions', ['member_id']);
      await index('topic_contributions_organisation', 'topic_contributions', ['organisation_id']);
      await index('topic_contributions_hidden_by', 'topic_contributions', ['hidden_by']);

      // The bytes of files that are still to be copied into other spaces.
      await owned('topic_files')
        .addColumn('contribution_id', idType, (c) => c.notNull().references('topic_contributions.id').onDelete('cascade'))
        .addColumn('position', 'integer', (c) => c.notNull())
        .addColumn('name', textType, (c) => c.notNull())
        .addColumn('media_type', textType, (c) => c.notNull())
        .addColumn('bytes', traits.bytesType, (c) => c.notNull())
        .addPrimaryKeyConstraint('topic_files_pk', ['contribution_id', 'position'])
        .execute();

      await owned('topic_marks')
        .addColumn('contribution_id', idType, (c) => c.notNull().references('topic_contributions.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('mark', textType, (c) => c.notNull())
        .addColumn('marked_at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('topic_marks_pk', ['contribution_id', 'member_id', 'mark'])
        .execute();
      await index('topic_marks_member', 'topic_marks', ['member_id']);
      await owned('topic_reports')
        .addColumn('contribution_id', idType, (c) => c.notNull().references('topic_contributions.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('reported_at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('topic_reports_pk', ['contribution_id', 'member_id'])
        .execute();
      await index('topic_reports_member', 'topic_reports', ['member_id']);

      await owned('topic_polls')
        .addColumn('id', idType, traits.id)
        .addColumn('topic_id', idType, (c) => c.notNull().references('topics.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('language', textType, (c) => c.notNull())
        .addColumn('question', textType, (c) => c.notNull())
        .addColumn('options', textType, (c) => c.notNull())
        .addColumn('multiple', 'integer', (c) => c.notNull())
        .addColumn('anonymous', 'integer', (c) => c.notNull())
        .addColumn('opened_at', 'bigint', (c) => c.notNull())
        .execute();
      await index('topic_polls_topic', 'topic_polls', ['topic_id']);
      await index('topic_polls_member', 'topic_polls', ['member_id']);
      await owned('topic_votes')
        .addColumn('poll_id', idType, (c) => c.notNull().references('topic_polls.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('choice', 'integer', (c) => c.notNull())
        .addColumn('present', 'integer', (c) => c.notNull().defaultTo(1))
        .addPrimaryKeyConstraint('topic_votes_pk', ['poll_id', 'member_id', 'choice'])
        .execute();
      await index('topic_votes_member', 'topic_votes', ['member_id']);

      await owned('topic_summaries')
        .addColumn('topic_id', idType, (c) => c.notNull().primaryKey().references('topics.id').onDelete('cascade'))
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('version', 'bigint', (c) => c.notNull().defaultTo(1))
        .addColumn('asked_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('asked_at', 'bigint')
        .addColumn('written_by', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('written_at', 'bigint')
        .addColumn('language', textType, (c) => c.notNull())
        .addColumn('lessons', textType, (c) => c.notNull())
        .addColumn('challenges', textType, (c) => c.notNull())
        .addColumn('resources', textType, (c) => c.notNull())
        .execute();
      await index('topic_summaries_asked', 'topic_summaries', ['asked_id']);
      await index('topic_summaries_written_by', 'topic_summaries', ['written_by']);
      await owned('topic_recommendations')
        .addColumn('id', idType, traits.id)
        .addColumn('topic_id', idType, (c) => c.notNull().references('topics.id').onDelete('cascade'))
        .addColumn('position', 'integer', (c) => c.notNull())
        .addColumn('words', textType, (c) => c.notNull())
        .addColumn('responsible', textType, (c) => c.notNull())
        .addColumn('review_on', textType)
        .addColumn('outcome', textType)
        .addColumn('outcome_words', textType)
        .addColumn('reviewed_at', 'bigint')
        .execute();
      await index('topic_recommendations_topic', 'topic_recommendations', ['topic_id', 'position']);
      await index('topic_recommendations_review', 'topic_recommendations', ['community_id', 'review_on']);
    },
  };
}
