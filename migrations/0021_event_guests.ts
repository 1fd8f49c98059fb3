import { type Kysely, type Migration, sql } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** Guests register by a link; events for named people; imported events are known again. */
export function eventGuests({ idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('event_registrations')
        // Stays once the name is erased, so that guests are counted as guests.
        .addColumn('is_guest', 'integer', (c) => c.notNull().defaultTo(0))
        .execute();
      await db.schema.alterTable('event_registrations').addColumn('guest_email', textType).execute();
      await db.schema.alterTable('event_registrations').addColumn('guest_token_hash', textType).execute();
      await db.schema
        .createIndex('event_registrations_guest')
        .unique()
        .on('event_registrations')
        .columns(['event_id', 'guest_token_hash'])
        .execute();
      await db.schema
        .createIndex('event_registrations_guest_token')
        .on('event_registrations')
        .columns(['community_id', 'guest_token_hash'])
        .execute();
      await sql`update event_registrations set is_guest = 1 where member_id is null and guest_name is not null`.execute(db);
      await db.schema
        .createTable('event_listed')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('event_id', idType, (c) => c.notNull().references('events.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('listed_at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('event_listed_pk', ['event_id', 'member_id'])
        .execute();
      await db.schema.createIndex('event_listed_member').on('event_listed').column('member_id').execute();

      // The UID of the calendar entry that an event was made of.
      await db.schema.alterTable('events').addColumn('import_uid', textType).execute();
      await db.schema.createIndex('events_import_uid').on('events').columns(['community_id', 'import_uid']).execute();
    },
  };
}
