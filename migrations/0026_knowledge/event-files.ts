import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from '../traits.js';

/** Files of events, who got them, and where a resource comes from. */
export function eventFiles({ id, idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('event_files')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('event_id', idType, (c) => c.notNull().references('events.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('state', textType, (c) => c.notNull())
        // The message that it was dropped with, wherever that stands.
        .addColumn('message', textType)
        .addColumn('name', textType, (c) => c.notNull())
        .addColumn('size', 'bigint', (c) => c.notNull())
        .addColumn('type', textType)
        .addColumn('hash', textType)
        .addColumn('kind', textType)
        .addColumn('language', textType)
        .addColumn('for_others', 'integer', (c) => c.notNull().defaultTo(0))
        // Why it was not taken, in the language of whoever gave it.
        .addColumn('refusal', textType)
        .addColumn('added_at', 'bigint', (c) => c.notNull())
        // Null until people are told of it.
        .addColumn('told_at', 'bigint')
        .execute();
      await db.schema.createIndex('event_files_event').on('event_files').columns(['event_id', 'state']).execute();
      await db.schema.createIndex('event_files_member').on('event_files').columns(['member_id', 'state']).execute();
      await db.schema.createIndex('event_files_message').on('event_files').column('message').execute();
      await db.schema
        .createTable('event_file_readers')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('event_id', idType, (c) => c.notNull().references('events.id').onDelete('cascade'))
        // Both null once the person is erased, who is counted still.
        .addColumn('member_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('registration_id', idType, (c) => c.references('event_registrations.id').onDelete('set null'))
        .addColumn('sent_at', 'bigint')
        .addColumn('requested_at', 'bigint')
        .addColumn('fetched_at', 'bigint')
        // Whether they want later files, too.
        .addColumn('later', 'integer', (c) => c.notNull().defaultTo(1))
        .addUniqueConstraint('event_file_readers_member', ['event_id', 'member_id'])
        .addUniqueConstraint('event_file_readers_guest', ['event_id', 'registration_id'])
        .execute();
      await db.schema.createIndex('event_file_readers_of').on('event_file_readers').column('member_id').execute();
      await db.schema.createIndex('event_file_readers_for').on('event_file_readers').column('registration_id').execute();
      // `FEATURE:…` of what a resource was made from; null for one that somebody added.
      await db.schema.alterTable('resources').addColumn('origin', textType).execute();
      await db.schema.createIndex('resources_origin').on('resources').columns(['community_id', 'origin']).execute();
    },
  };
}
