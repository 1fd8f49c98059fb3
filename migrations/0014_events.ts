import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** Webinars, trainings and meetings: sessions, registrations, attendance, certificates, minutes. */
export function events(traits: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { idType, textType } = traits;
      const owned = (name: string) =>
        db.schema.createTable(name).addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'));
      const index = (name: string, table: string, columns: string[]) => db.schema.createIndex(name).on(table).columns(columns).execute();

      // What recurs: its occurrences are rows of `events`.
      await owned('event_series')
        .addColumn('id', idType, traits.id)
        .addColumn('rule', textType, (c) => c.notNull())
        .addColumn('starts_on', textType, (c) => c.notNull())
        .addColumn('until_made', textType)
        .addColumn('ended_at', 'bigint')
        .execute();
      await owned('events')
        .addColumn('id', idType, traits.id)
        .addColumn('series_id', idType, (c) => c.references('event_series.id').onDelete('set null'))
        // The day that the rule gives; it names the occurrence, also after it was moved.
        .addColumn('occurrence', textType)
        .addColumn('changed_alone', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('kind', textType, (c) => c.notNull())
        .addColumn('format', textType, (c) => c.notNull())
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('version', 'bigint', (c) => c.notNull().defaultTo(1))
        .addColumn('sequence', 'bigint', (c) => c.notNull().defaultTo(0))
        .addColumn('language', textType, (c) => c.notNull())
        .addColumn('texts', textType, (c) => c.notNull())
        .addColumn('zone', textType, (c) => c.notNull())
        .addColumn('place', textType, (c) => c.notNull().defaultTo(''))
        .addColumn('link', textType, (c) => c.notNull().defaultTo(''))
        .addColumn('room_capacity', 'integer')
        .addColumn('online_capacity', 'integer')
        .addColumn('organisation_seats', 'integer')
        .addColumn('audience', textType, (c) => c.notNull())
        .addColumn('questions', textType, (c) => c.notNull())
        .addColumn('second_form', textType, (c) => c.notNull())
        .addColumn('needs', textType, (c) => c.notNull())
        .addColumn('recorded', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('approval', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('certificate', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('required_share', 'integer', (c) => c.notNull().defaultTo(80))
        .addColumn('feedback', 'integer', (c) => c.notNull().defaultTo(1))
        .addColumn('counts_women', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('registration_from', 'bigint')
        .addColumn('registration_until', 'bigint')
        .addColumn('announce_at', 'bigint')
        .addColumn('announced_at', 'bigint')
        .addColumn('cancelled_at', 'bigint')
        .addColumn('cancel_reason', textType)
        .addColumn('created_by', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('created_at', 'bigint', (c) => c.notNull())
        .addUniqueConstraint('events_occurrence', ['series_id', 'occurrence'])
        .execute();
      await index('events_state', 'events', ['community_id', 'state']);
      await index('events_created_by', 'events', ['created_by']);

      await owned('event_sessions')
        .addColumn('id', idType, traits.id)
        .addColumn('event_id', idType, (c) => c.notNull().references('events.id').onDelete('cascade'))
        .addColumn('position', 'integer', (c) => c.notNull())
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('date', textType, (c) => c.notNull())
        .addColumn('start_time', textType, (c) => c.notNull())
        .addColumn('end_time', textType, (c) => c.notNull())
        .addColumn('starts_at', 'bigint', (c) => c.notNull())
        .addColumn('ends_at', 'bigint', (c) => c.notNull())
        .addColumn('code', textType)
        .addColumn('women', 'integer')
        .addColumn('men', 'integer')
        .execute();
      await index('event_sessions_event', 'event_sessions', ['event_id', 'position']);
      await index('event_sessions_time', 'event_sessions', ['community_id', 'starts_at']);

      // Hosts, speakers, facilitators and note-takers; guests have a name of their own.
      await owned('event_people')
        .addColumn('id', idType, traits.id)
        .addColumn('event_id', idType, (c) => c.notNull().references('events.id').onDelete('cascade'))
        .addColumn('role', textType, (c) => c.notNull())
        .addColumn('member_id', idType, (c) => c.references('members.id').onDelete('cascade'))
        .addColumn('name', textType)
        .addColumn('about', textType, (c) => c.notNull().defaultTo(''))
        .addColumn('agreed_at', 'bigint')
        .execute();
      await index('event_people_event', 'event_people', ['event_id', 'role']);
      await index('event_people_member', 'event_people', ['member_id']);

      await owned('event_registrations')
        .addColumn('id', idType, traits.id)
        .addColumn('event_id', idType, (c) => c.notNull().references('events.id').onDelete('cascade'))
        // Null for a guest, and once the person was erased.
        .addColumn('member_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('guest_name', textType)
        .addColumn('guest_organisation', textType)
        .addColumn('organisation_id', idType, (c) => c.references('organisations.id').onDelete('set null'))
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('attends', textType, (c) => c.notNull())
        .addColumn('version', 'bigint', (c) => c.notNull().defaultTo(1))
        .addColumn('answers', textType)
        .addColumn('second_answers', textType)
        .addColumn('recording_agreed', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('reminds', 'integer')
        .addColumn('registered_by', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('registered_at', 'bigint', (c) => c.notNull())
        .addColumn('waiting_since', 'bigint')
        .addColumn('offered_until', 'bigint')
        .addUniqueConstraint('event_registrations_member', ['event_id', 'member_id'])
        .execute();
      await index('event_registrations_state', 'event_registrations', ['event_id', 'state', 'waiting_since']);
      await index('event_registrations_member_id', 'event_registrations', ['member_id']);
      await index('event_registrations_organisation', 'event_registrations', ['organisation_id']);
      await index('event_registrations_registered_by', 'event_registrations', ['registered_by']);

      await owned('event_invitations')
        .addColumn('token_hash', textType, (c) => c.notNull().primaryKey())
        .addColumn('event_id', idType, (c) => c.notNull().references('events.id').onDelete('cascade'))
        .addColumn('uses_left', 'integer', (c) => c.notNull())
        .addColumn('expires_at', 'bigint', (c) => c.notNull())
        .execute();
      await index('event_invitations_event', 'event_invitations', ['event_id']);

      // When a member wants to be reminded, in minutes before the start; without a row the defaults hold.
      await owned('event_reminder_choices')
        .addColumn('member_id', idType, (c) => c.notNull().primaryKey().references('members.id').onDelete('cascade'))
        .addColumn('minutes_before', textType, (c) => c.notNull())
        .execute();

      await owned('event_attendance')
        .addColumn('session_id', idType, (c) => c.notNull().references('event_sessions.id').onDelete('cascade'))
        .addColumn('registration_id', idType, (c) => c.notNull().references('event_registrations.id').onDelete('cascade'))
        .addColumn('source', textType, (c) => c.notNull())
        .addColumn('share', 'integer', (c) => c.notNull())
        .addColumn('recorded_at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('event_attendance_pk', ['session_id', 'registration_id'])
        .execute();
      await index('event_attendance_registration', 'event_attendance', ['registration_id']);
      // Stays in a voice channel until the session is over and they are summed up.
      await owned('event_presence')
        .addColumn('session_id', idType, (c) => c.notNull().references('event_sessions.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('came_at', 'bigint', (c) => c.notNull())
        .addColumn('left_at', 'bigint')
        .addPrimaryKeyConstraint('event_presence_pk', ['session_id', 'member_id', 'came_at'])
        .execute();
      await index('event_presence_member', 'event_presence', ['member_id']);

      // Wrong codes that somebody typed in since a moment: whoever guesses has to wait.
      await owned('event_code_tries')
        .addColumn('member_id', idType, (c) => c.notNull().primaryKey().references('members.id').onDelete('cascade'))
        .addColumn('tries', 'integer', (c) => c.notNull())
        .addColumn('since', 'bigint', (c) => c.notNull())
        .execute();

      await owned('event_feedback')
        .addColumn('event_id', idType, (c) => c.notNull().references('events.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('stars', 'integer')
        .addColumn('useful', textType)
        .addColumn('missing', textType)
        .addColumn('answered_at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('event_feedback_pk', ['event_id', 'member_id'])
        .execute();
      await index('event_feedback_member', 'event_feedback', ['member_id']);

      // `name` as it was issued; null once the person was erased or the certificate withdrawn.
      await owned('event_certificates')
        .addColumn('number', textType, (c) => c.notNull().primaryKey())
        .addColumn('token_hash', textType, (c) => c.notNull())
        .addColumn('event_id', idType, (c) => c.notNull().references('events.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('role', textType, (c) => c.notNull())
        .addColumn('name', textType)
        .addColumn('language', textType, (c) => c.notNull())
        .addColumn('issued_at', 'bigint', (c) => c.notNull())
        .addColumn('withdrawn_at', 'bigint')
        .execute();
      await index('event_certificates_event', 'event_certificates', ['event_id']);
      await index('event_certificates_member', 'event_certificates', ['member_id']);

      await owned('event_minutes')
        .addColumn('event_id', idType, (c) => c.notNull().primaryKey().references('events.id').onDelete('cascade'))
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('version', 'bigint', (c) => c.notNull().defaultTo(1))
        .addColumn('previous_id', idType, (c) => c.references('events.id').onDelete('set null'))
        .addColumn('approved_at', 'bigint')
        .execute();
      await index('event_minutes_previous', 'event_minutes', ['previous_id']);
      await owned('event_notes')
        .addColumn('id', idType, traits.id)
        .addColumn('event_id', idType, (c) => c.notNull().references('events.id').onDelete('cascade'))
        .addColumn('kind', textType, (c) => c.notNull())
        .addColumn('sector', textType)
        .addColumn('member_id', idType, (c) => c.references('members.id').onDelete('set null'))
        // Null: attributed to nobody.
        .addColumn('organisation_id', idType, (c) => c.references('organisations.id').onDelete('set null'))
        .addColumn('language', textType, (c) => c.notNull())
        .addColumn('words', textType, (c) => c.notNull())
        .addColumn('responsible', textType)
        .addColumn('due_on', textType)
        .addColumn('outcome', textType)
        .addColumn('merged_into', idType)
        .addColumn('noted_at', 'bigint', (c) => c.notNull())
        .execute();
      await index('event_notes_event', 'event_notes', ['event_id', 'kind']);
      await index('event_notes_member', 'event_notes', ['member_id']);
      await index('event_notes_organisation', 'event_notes', ['organisation_id']);
      await index('event_notes_merged', 'event_notes', ['merged_into']);

      await owned('event_feeds')
        .addColumn('member_id', idType, (c) => c.notNull().primaryKey().references('members.id').onDelete('cascade'))
        .addColumn('token_hash', textType, (c) => c.notNull())
        .addColumn('made_at', 'bigint', (c) => c.notNull())
        .addUniqueConstraint('event_feeds_token', ['token_hash'])
        .execute();
      // The event of the platform's own calendar, such as a scheduled event on Discord.
      await owned('event_mirrors')
        .addColumn('event_id', idType, (c) => c.notNull().references('events.id').onDelete('cascade'))
        .addColumn('platform', textType, (c) => c.notNull())
        .addColumn('space', textType, (c) => c.notNull())
        .addColumn('external_id', textType, (c) => c.notNull())
        .addPrimaryKeyConstraint('event_mirrors_pk', ['event_id', 'platform', 'space'])
        .execute();
    },
  };
}
