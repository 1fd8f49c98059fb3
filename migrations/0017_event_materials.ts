import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** Slides and recordings of events, corrections of minutes, and members who are responsible for actions. */
export function eventMaterials({ id, idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('event_materials')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('event_id', idType, (c) => c.notNull().references('events.id').onDelete('cascade'))
        .addColumn('kind', textType, (c) => c.notNull())
        // Null for what is kept as a file.
        .addColumn('link', textType)
        .addColumn('member_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('added_at', 'bigint', (c) => c.notNull())
        // Null until people are told of it.
        .addColumn('told_at', 'bigint')
        .execute();
      await db.schema.createIndex('event_materials_event').on('event_materials').columns(['event_id', 'kind']).execute();
      await db.schema.createIndex('event_materials_member').on('event_materials').column('member_id').execute();
      await db.schema.alterTable('event_minutes').addColumn('corrections_until', 'bigint').execute();
      await db.schema
        .alterTable('event_notes')
        .addColumn('responsible_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .execute();
      await db.schema.createIndex('event_notes_responsible').on('event_notes').column('responsible_id').execute();
    },
  };
}
