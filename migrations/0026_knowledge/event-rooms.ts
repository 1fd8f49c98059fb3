import { type Kysely, type Migration, sql } from 'kysely';
import type { ColumnTraits } from '../traits.js';

/** Events in voice channels, entries of calendars for each session, the languages and certificates of guests. */
export function eventRooms({ idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      // `<platform>:<space>:<id>` of the voice channel in which an event takes place.
      await db.schema.alterTable('events').addColumn('room', textType).execute();
      await db.schema.createIndex('events_room').on('events').columns(['community_id', 'room']).execute();

      // Until when it is known that somebody was there who has not left.
      await db.schema
        .alterTable('event_presence')
        .addColumn('seen_at', 'bigint', (c) => c.notNull().defaultTo(0))
        .execute();
      await db.schema
        .createTable('event_unheard')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().primaryKey().references('members.id').onDelete('cascade'))
        .addColumn('since', 'bigint', (c) => c.notNull())
        .execute();

      // Each session of an event has an entry in calendars; without one, it is that of the session the event was made with.
      await db.schema
        .createTable('event_mirrors_of_sessions')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('event_id', idType, (c) => c.notNull().references('events.id').onDelete('cascade'))
        .addColumn('session_id', idType, (c) => c.references('event_sessions.id').onDelete('cascade'))
        .addColumn('platform', textType, (c) => c.notNull())
        .addColumn('space', textType, (c) => c.notNull())
        .addColumn('external_id', textType, (c) => c.notNull())
        .addPrimaryKeyConstraint('event_mirrors_entry', ['event_id', 'platform', 'space', 'external_id'])
        .execute();
      await sql`insert into event_mirrors_of_sessions (community_id, event_id, platform, space, external_id)
        select community_id, event_id, platform, space, external_id from event_mirrors`.execute(db);
      await db.schema.dropTable('event_mirrors').execute();
      await db.schema.alterTable('event_mirrors_of_sessions').renameTo('event_mirrors').execute();
      await db.schema.createIndex('event_mirrors_session').on('event_mirrors').column('session_id').execute();

      await db.schema.alterTable('event_registrations').addColumn('guest_language', textType).execute();
      await db.schema
        .alterTable('event_certificates')
        .addColumn('registration_id', idType, (c) => c.references('event_registrations.id').onDelete('set null'))
        .execute();
      await db.schema.createIndex('event_certificates_registration').on('event_certificates').column('registration_id').execute();
    },
  };
}
