import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** How members want to be told what: privately and where, in the channel only, or not at all. */
export function notificationChoices({ idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('notification_choices')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('notice', textType, (c) => c.notNull())
        .addColumn('choice', textType, (c) => c.notNull())
        .addColumn('platform', textType)
        .addPrimaryKeyConstraint('notification_choices_pk', ['member_id', 'notice'])
        .execute();
    },
  };
}
