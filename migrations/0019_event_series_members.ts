import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** Members who come to every event of a series, also to those that are made later. */
export function eventSeriesMembers({ idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('event_series_members')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('series_id', idType, (c) => c.notNull().references('event_series.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('attends', textType, (c) => c.notNull())
        .addColumn('since', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('event_series_members_pk', ['series_id', 'member_id'])
        .execute();
      await db.schema.createIndex('event_series_members_member').on('event_series_members').column('member_id').execute();
    },
  };
}
