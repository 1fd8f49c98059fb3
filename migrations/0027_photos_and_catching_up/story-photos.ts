import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from '../traits.js';

/** A photo of a story, and who can be seen on it. */
export function storyPhotos({ id, idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('story_photos')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('story_id', idType, (c) => c.notNull().references('stories.id').onDelete('cascade'))
        .addColumn('hash', textType, (c) => c.notNull())
        .addColumn('size', 'bigint', (c) => c.notNull())
        .addColumn('type', textType, (c) => c.notNull())
        .addColumn('width', 'integer', (c) => c.notNull())
        .addColumn('height', 'integer', (c) => c.notNull())
        .addColumn('alt', textType, (c) => c.notNull())
        // Whether others than members can be seen, who agreed as its author says.
        .addColumn('others', 'integer', (c) => c.notNull())
        .addColumn('posted', 'integer', (c) => c.notNull().defaultTo(0))
        // How often it was posted: each post has a key of its own.
        .addColumn('posts', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('added_at', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('story_photos_story').unique().on('story_photos').column('story_id').execute();
      await db.schema
        .createTable('story_photo_people')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('story_id', idType, (c) => c.notNull().references('stories.id').onDelete('cascade'))
        // A no outlives the photo, so that the same one is not attached again.
        .addColumn('hash', textType, (c) => c.notNull())
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('answer', textType)
        .addColumn('shown_at', 'bigint')
        .addColumn('answered_at', 'bigint')
        .addPrimaryKeyConstraint('story_photo_people_pk', ['story_id', 'hash', 'member_id'])
        .execute();
      await db.schema.createIndex('story_photo_people_member').on('story_photo_people').column('member_id').execute();
    },
  };
}
