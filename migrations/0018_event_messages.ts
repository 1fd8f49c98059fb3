import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** Organisers write to some of those who registered for an event. */
export function eventMessages(traits: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { idType, textType } = traits;
      await db.schema
        .createTable('event_messages')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, traits.id)
        .addColumn('event_id', idType, (c) => c.notNull().references('events.id').onDelete('cascade'))
        .addColumn('written_by', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('whom', textType, (c) => c.notNull())
        .addColumn('words', textType, (c) => c.notNull())
        .addColumn('written_at', 'bigint', (c) => c.notNull())
        .addColumn('sent_at', 'bigint')
        .execute();
      await db.schema.createIndex('event_messages_event').on('event_messages').column('event_id').execute();
      await db.schema.createIndex('event_messages_written_by').on('event_messages').column('written_by').execute();
    },
  };
}
