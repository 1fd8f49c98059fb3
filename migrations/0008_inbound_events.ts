import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** What people did, from its acknowledgement until it is answered. */
export function inboundEvents(traits: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('inbound_events')
        .addColumn('id', traits.idType, traits.id)
        .addColumn('community_id', traits.idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('event_id', traits.textType, (c) => c.notNull())
        .addColumn('platform', traits.textType, (c) => c.notNull())
        .addColumn('space', traits.textType, (c) => c.notNull())
        .addColumn('user_id', traits.textType, (c) => c.notNull())
        .addColumn('received_at', 'bigint', (c) => c.notNull())
        .addColumn('route', traits.textType)
        .addColumn('body', traits.textType)
        .addColumn('reply', traits.textType)
        // Null: the reply waits for the person's next command.
        .addColumn('owner', traits.textType)
        .addColumn('lease_until', 'bigint')
        .addUniqueConstraint('inbound_events_event', ['community_id', 'event_id'])
        .execute();
      await db.schema
        .createIndex('inbound_events_by_account')
        .on('inbound_events')
        .columns(['community_id', 'platform', 'space', 'user_id'])
        .execute();
      await db.schema.createIndex('inbound_events_by_lease').on('inbound_events').columns(['community_id', 'lease_until']).execute();
    },
  };
}
