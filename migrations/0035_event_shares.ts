import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** What events and periods show of the people who came, kept as it was first shown, so that two looks never differ. */
export function eventShares({ idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('event_shares')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('event_id', idType, (c) => c.primaryKey().references('events.id').onDelete('cascade'))
        .addColumn('counted', textType, (c) => c.notNull())
        .addColumn('shares', textType, (c) => c.notNull())
        .addColumn('kept_at', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema
        .createTable('event_period_shares')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('first_day', textType, (c) => c.notNull())
        .addColumn('last_day', textType, (c) => c.notNull())
        .addColumn('shares', textType, (c) => c.notNull())
        .addColumn('kept_at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('event_period_shares_pk', ['community_id', 'first_day', 'last_day'])
        .execute();
    },
  };
}
