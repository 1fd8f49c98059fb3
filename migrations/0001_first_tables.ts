import { type Kysely, type Migration, sql } from 'kysely';
import type { ColumnTraits } from './traits.js';

/**
 * A migration must not lean on today's table types, which go on changing: the columns are spelled out here.
 * Truth values are integers 0 and 1, instants are milliseconds in `bigint`, lists and objects are JSON in `text`.
 */
export function firstTables(traits: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      /** A table with a number of its own. */
      const numbered = (name: string) => owned(name).addColumn('id', traits.idType, traits.id);
      const owned = (name: string) =>
        db.schema
          .createTable(name)
          .addColumn('community_id', traits.idType, (c) => c.notNull().references('communities.id').onDelete('cascade'));
      const index = (name: string, table: string, columns: readonly string[]) =>
        db.schema
          .createIndex(name)
          .on(table)
          .columns([...columns]);

      await db.schema
        .createTable('communities')
        .addColumn('id', traits.idType, traits.id)
        .addColumn('settings', traits.textType, (c) => c.notNull())
        .addColumn('web_revision', 'bigint', (c) => c.notNull().defaultTo(0))
        .execute();

      await owned('community_facts')
        .addColumn('name', traits.textType, (c) => c.notNull())
        .addColumn('value', traits.textType, (c) => c.notNull())
        .addPrimaryKeyConstraint('community_facts_pk', ['community_id', 'name'])
        .execute();

      await numbered('organisations')
        .addColumn('name', traits.textType, (c) => c.notNull())
        .addColumn('folded_name', traits.textType, (c) => c.notNull())
        .addColumn('type', traits.textType, (c) => c.notNull())
        .addColumn('governorates', traits.textType, (c) => c.notNull())
        .addColumn('sectors', traits.textType, (c) => c.notNull())
        .addColumn('status', traits.textType, (c) => c.notNull())
        .addUniqueConstraint('organisations_name', ['community_id', 'folded_name'])
        .execute();

      await numbered('members')
        .addColumn('status', traits.textType, (c) => c.notNull())
        .addColumn('role', traits.textType, (c) => c.notNull())
        .addColumn('is_bot', 'integer', (c) => c.notNull())
        .addColumn('name', traits.textType, (c) => c.notNull())
        .addColumn('folded_name', traits.textType, (c) => c.notNull())
        .addColumn('organisation_id', traits.idType, (c) => c.references('organisations.id').onDelete('set null'))
        .addColumn('language', traits.textType, (c) => c.notNull())
        .addColumn('timezone', traits.textType, (c) => c.notNull())
        .addColumn('hours_start', traits.textType, (c) => c.notNull())
        .addColumn('hours_end', traits.textType, (c) => c.notNull())
        .addColumn('languages', traits.textType, (c) => c.notNull())
        .addColumn('sectors', traits.textType, (c) => c.notNull())
        .addColumn('offers', traits.textType, (c) => c.notNull())
        .addColumn('wants', traits.textType, (c) => c.notNull())
        .addColumn('governorates', traits.textType, (c) => c.notNull())
        .addColumn('email', traits.textType)
        .addColumn('folded_email', traits.textType)
        .addColumn('visibility', traits.textType, (c) => c.notNull())
        .addColumn('induction_step', traits.textType)
        .addColumn('joined_at', 'bigint', (c) => c.notNull())
        .addColumn('last_active_at', 'bigint')
        .execute();
      await index('members_name', 'members', ['community_id', 'folded_name']).execute();
      await index('members_email', 'members', ['community_id', 'folded_email']).execute();
      await index('members_organisation', 'members', ['organisation_id']).execute();

      await owned('identities')
        .addColumn('platform', traits.textType, (c) => c.notNull())
        .addColumn('space', traits.textType, (c) => c.notNull())
        .addColumn('user_id', traits.textType, (c) => c.notNull())
        .addColumn('member_id', traits.idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('last_active_at', 'bigint')
        .addPrimaryKeyConstraint('identities_pk', ['community_id', 'platform', 'space', 'user_id'])
        .execute();
      await index('identities_member', 'identities', ['member_id']).execute();

      await owned('avoidances')
        .addColumn('member_id', traits.idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('avoided_id', traits.idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addPrimaryKeyConstraint('avoidances_pk', ['member_id', 'avoided_id'])
        .execute();
      await index('avoidances_avoided', 'avoidances', ['avoided_id']).execute();

      await owned('coffee_enrolments')
        .addColumn('member_id', traits.idType, (c) => c.notNull().primaryKey().references('members.id').onDelete('cascade'))
        .addColumn('state', traits.textType, (c) => c.notNull())
        .addColumn('paused_until', traits.textType)
        .addColumn('unanswered', 'integer', (c) => c.notNull())
        .addColumn('volunteer', 'integer', (c) => c.notNull())
        .addColumn('joined_at', 'bigint', (c) => c.notNull())
        .execute();

      await numbered('coffee_rounds')
        .addColumn('number', 'integer', (c) => c.notNull())
        .addColumn('state', traits.textType, (c) => c.notNull())
        .addColumn('invitation_at', 'bigint', (c) => c.notNull())
        .addColumn('matching_at', 'bigint', (c) => c.notNull())
        .addColumn('nudge_at', 'bigint', (c) => c.notNull())
        .addColumn('check_in_at', 'bigint', (c) => c.notNull())
        .addColumn('closing_at', 'bigint', (c) => c.notNull())
        .addColumn('seed', 'bigint', (c) => c.notNull())
        .addColumn('explanation', traits.textType)
        .addUniqueConstraint('coffee_rounds_number', ['community_id', 'number'])
        .execute();
      await index('coffee_rounds_matching', 'coffee_rounds', ['community_id', 'matching_at']).execute();

      await numbered('coffee_participations')
        .addColumn('round_id', traits.idType, (c) => c.notNull().references('coffee_rounds.id').onDelete('cascade'))
        .addColumn('member_id', traits.idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('answer', traits.textType, (c) => c.notNull())
        .addColumn('result', traits.textType, (c) => c.notNull())
        .addColumn('reason', traits.textType)
        .addColumn('responded', 'integer', (c) => c.notNull())
        .addUniqueConstraint('coffee_participations_once', ['round_id', 'member_id'])
        .execute();
      await index('coffee_participations_member', 'coffee_participations', ['member_id']).execute();

      await numbered('coffee_matches')
        .addColumn('round_id', traits.idType, (c) => c.notNull().references('coffee_rounds.id').onDelete('cascade'))
        .addColumn('first_to_write', traits.idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('score', 'double precision', (c) => c.notNull())
        .addColumn('reasons', traits.textType, (c) => c.notNull())
        .addColumn('common_languages', traits.textType, (c) => c.notNull())
        .addColumn('last_word_at', 'bigint')
        .execute();
      await index('coffee_matches_round', 'coffee_matches', ['round_id']).execute();
      await index('coffee_matches_first', 'coffee_matches', ['first_to_write']).execute();

      await numbered('coffee_match_members')
        .addColumn('match_id', traits.idType, (c) => c.notNull().references('coffee_matches.id').onDelete('cascade'))
        .addColumn('round_id', traits.idType, (c) => c.notNull().references('coffee_rounds.id').onDelete('cascade'))
        .addColumn('seat', 'integer', (c) => c.notNull())
        .addColumn('member_id', traits.idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('organisation_id', traits.idType, (c) => c.references('organisations.id').onDelete('set null'))
        .addColumn('check_in', traits.textType)
        .addColumn('outcome', traits.textType)
        .addColumn('note', traits.textType)
        .addColumn('later_outcome', traits.textType)
        .addUniqueConstraint('coffee_match_members_once', ['round_id', 'member_id', 'seat'])
        .execute();
      await index('coffee_match_members_match', 'coffee_match_members', ['match_id']).execute();
      await index('coffee_match_members_member', 'coffee_match_members', ['member_id']).execute();
      await index('coffee_match_members_organisation', 'coffee_match_members', ['organisation_id']).execute();

      await numbered('agenda')
        .addColumn('key', traits.textType, (c) => c.notNull())
        .addColumn('kind', traits.textType, (c) => c.notNull())
        .addColumn('payload', traits.textType, (c) => c.notNull())
        .addColumn('due_at', 'bigint', (c) => c.notNull())
        .addColumn('planned_for', 'bigint', (c) => c.notNull())
        .addColumn('state', traits.textType, (c) => c.notNull())
        .addColumn('attempts', 'integer', (c) => c.notNull())
        .addColumn('interruptions', 'integer', (c) => c.notNull())
        .addColumn('reason', traits.textType)
        .addColumn('finished_at', 'bigint')
        .addColumn('owner', traits.textType)
        .addColumn('lease_until', 'bigint')
        .addUniqueConstraint('agenda_key', ['community_id', 'key'])
        .execute();
      // Claiming reads these two alone, in their order, and stops at its limit: the future costs nothing.
      await index('agenda_planned', 'agenda', ['community_id', 'due_at', 'id', 'kind'])
        .where(sql.ref('state'), '=', sql.lit('planned'))
        .execute();
      await index('agenda_running', 'agenda', ['community_id', 'lease_until', 'id', 'kind'])
        .where(sql.ref('state'), '=', sql.lit('running'))
        .execute();
      await index('agenda_history', 'agenda', ['community_id', 'due_at', 'id']).execute();
      await index('agenda_failed', 'agenda', ['community_id', 'due_at', 'id']).where(sql.ref('state'), '=', sql.lit('failed')).execute();

      await numbered('deliveries')
        .addColumn('agenda_id', traits.idType, (c) => c.notNull().references('agenda.id').onDelete('cascade'))
        .addColumn('key', traits.textType, (c) => c.notNull())
        .addColumn('kind', traits.textType, (c) => c.notNull())
        .addColumn('args', traits.textType, (c) => c.notNull())
        .addColumn('destination', traits.textType, (c) => c.notNull())
        .addColumn('destination_key', traits.textType, (c) => c.notNull())
        .addColumn('due_at', 'bigint', (c) => c.notNull())
        .addColumn('state', traits.textType, (c) => c.notNull())
        .addColumn('in_doubt', 'integer', (c) => c.notNull())
        .addColumn('conversation', traits.textType)
        .addColumn('message', traits.textType)
        .addColumn('reason', traits.textType)
        .addColumn('sent_at', 'bigint')
        .addUniqueConstraint('deliveries_key', ['community_id', 'key'])
        .addUniqueConstraint('deliveries_agenda', ['agenda_id'])
        .execute();
      await index('deliveries_open', 'deliveries', ['community_id', 'destination_key', 'due_at', 'id'])
        .where(sql.ref('state'), 'in', sql`('planned', 'sending', 'held')`)
        .execute();
      await index('deliveries_destination', 'deliveries', ['community_id', 'destination_key']).execute();

      await owned('conversations')
        .addColumn('key', traits.textType, (c) => c.notNull())
        .addColumn('platform', traits.textType, (c) => c.notNull())
        .addColumn('space', traits.textType, (c) => c.notNull())
        .addColumn('conversation', traits.textType, (c) => c.notNull())
        .addColumn('kind', traits.textType, (c) => c.notNull())
        .addPrimaryKeyConstraint('conversations_pk', ['community_id', 'key', 'platform'])
        .execute();
      await index('conversations_place', 'conversations', ['community_id', 'platform', 'space', 'conversation']).execute();

      await numbered('audit')
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('actor_id', traits.idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('action', traits.textType, (c) => c.notNull())
        .addColumn('details', traits.textType, (c) => c.notNull())
        .execute();
      await index('audit_time', 'audit', ['community_id', 'at', 'id']).execute();
      await index('audit_actor', 'audit', ['actor_id']).execute();

      await owned('seen_events')
        .addColumn('event_id', traits.textType, (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('seen_events_pk', ['community_id', 'event_id'])
        .execute();
      await index('seen_events_time', 'seen_events', ['community_id', 'at']).execute();

      await owned('web_users')
        .addColumn('user_id', traits.textType, (c) => c.notNull())
        .addColumn('name', traits.textType, (c) => c.notNull())
        .addPrimaryKeyConstraint('web_users_pk', ['community_id', 'user_id'])
        .execute();

      await owned('web_conversations')
        .addColumn('id', traits.textType, (c) => c.notNull())
        .addColumn('kind', traits.textType, (c) => c.notNull())
        .addColumn('key', traits.textType, (c) => c.notNull())
        .addColumn('title', traits.textType, (c) => c.notNull())
        .addPrimaryKeyConstraint('web_conversations_pk', ['community_id', 'id'])
        .addUniqueConstraint('web_conversations_key', ['community_id', 'key'])
        .execute();

      await owned('web_conversation_users')
        .addColumn('conversation_id', traits.textType, (c) => c.notNull())
        .addColumn('user_id', traits.textType, (c) => c.notNull())
        .addPrimaryKeyConstraint('web_conversation_users_pk', ['community_id', 'conversation_id', 'user_id'])
        .addForeignKeyConstraint(
          'web_conversation_users_conversation',
          ['community_id', 'conversation_id'],
          'web_conversations',
          ['community_id', 'id'],
          (c) => c.onDelete('cascade'),
        )
        .addForeignKeyConstraint(
          'web_conversation_users_user',
          ['community_id', 'user_id'],
          'web_users',
          ['community_id', 'user_id'],
          (c) => c.onDelete('cascade'),
        )
        .execute();
      await index('web_conversation_users_of', 'web_conversation_users', ['community_id', 'user_id']).execute();

      await numbered('web_messages')
        .addColumn('revision', 'bigint', (c) => c.notNull())
        .addColumn('conversation_id', traits.textType, (c) => c.notNull())
        .addColumn('thread_id', traits.idType, (c) => c.references('web_messages.id').onDelete('cascade'))
        .addColumn('author', traits.textType)
        .addColumn('only_for', traits.textType)
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('edited_at', 'bigint')
        .addColumn('type', traits.textType, (c) => c.notNull())
        .addColumn('body', traits.textType, (c) => c.notNull())
        .addColumn('files', traits.textType, (c) => c.notNull())
        .addColumn('key', traits.textType)
        .addUniqueConstraint('web_messages_key', ['community_id', 'key'])
        .addUniqueConstraint('web_messages_revision', ['community_id', 'revision'])
        .addForeignKeyConstraint(
          'web_messages_conversation',
          ['community_id', 'conversation_id'],
          'web_conversations',
          ['community_id', 'id'],
          (c) => c.onDelete('cascade'),
        )
        .execute();
      await index('web_messages_conversation_order', 'web_messages', ['community_id', 'conversation_id', 'id']).execute();
      await index('web_messages_thread', 'web_messages', ['thread_id', 'id']).execute();
      await index('web_messages_author', 'web_messages', ['community_id', 'author']).execute();

      await owned('web_files')
        .addColumn('id', traits.textType, (c) => c.notNull())
        .addColumn('name', traits.textType, (c) => c.notNull())
        .addColumn('media_type', traits.textType, (c) => c.notNull())
        .addColumn('size', 'bigint', (c) => c.notNull())
        .addColumn('bytes', traits.bytesType, (c) => c.notNull())
        .addPrimaryKeyConstraint('web_files_pk', ['community_id', 'id'])
        .execute();

      await owned('web_reads')
        .addColumn('user_id', traits.textType, (c) => c.notNull())
        .addColumn('conversation_id', traits.textType, (c) => c.notNull())
        .addColumn('message_id', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('web_reads_pk', ['community_id', 'user_id', 'conversation_id'])
        .addForeignKeyConstraint(
          'web_reads_conversation',
          ['community_id', 'conversation_id'],
          'web_conversations',
          ['community_id', 'id'],
          (c) => c.onDelete('cascade'),
        )
        .execute();

      await owned('web_sessions')
        .addColumn('hash', traits.textType, (c) => c.notNull().primaryKey())
        .addColumn('kind', traits.textType, (c) => c.notNull())
        .addColumn('member_id', traits.idType, (c) => c.references('members.id').onDelete('cascade'))
        .addColumn('user_id', traits.textType, (c) => c.notNull())
        .addColumn('expires_at', 'bigint', (c) => c.notNull())
        .execute();
      await index('web_sessions_user', 'web_sessions', ['community_id', 'user_id']).execute();
      await index('web_sessions_expiry', 'web_sessions', ['community_id', 'expires_at']).execute();
    },
  };
}
