import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from '../traits.js';

/** What members ask for, whom the bot has asked for help, and what others answered with. */
export function resourceRequests({ id, idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('resource_requests')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('member_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('what', textType, (c) => c.notNull())
        .addColumn('purpose', textType, (c) => c.notNull())
        .addColumn('sectors', textType, (c) => c.notNull())
        .addColumn('language', textType)
        .addColumn('deadline', textType)
        .addColumn('named', 'integer', (c) => c.notNull())
        .addColumn('reason', textType)
        .addColumn('made_at', 'bigint', (c) => c.notNull())
        .addColumn('asked_at', 'bigint')
        .addColumn('answered_at', 'bigint')
        .addColumn('ended_at', 'bigint')
        .execute();
      await db.schema.createIndex('resource_requests_state').on('resource_requests').columns(['community_id', 'state', 'id']).execute();
      await db.schema.createIndex('resource_requests_member').on('resource_requests').column('member_id').execute();
      await db.schema
        .createTable('resource_answers')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('request_id', idType, (c) => c.notNull().references('resource_requests.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.references('members.id').onDelete('set null'))
        .addColumn('resource_id', idType, (c) => c.references('resources.id').onDelete('set null'))
        .addColumn('state', textType, (c) => c.notNull())
        .addColumn('named', 'integer', (c) => c.notNull())
        .addColumn('note', textType, (c) => c.notNull())
        .addColumn('reply', textType, (c) => c.notNull())
        .addColumn('made_at', 'bigint', (c) => c.notNull())
        .addColumn('decided_at', 'bigint')
        .execute();
      await db.schema.createIndex('resource_answers_request').on('resource_answers').column('request_id').execute();
      await db.schema.createIndex('resource_answers_member').on('resource_answers').column('member_id').execute();
      await db.schema.createIndex('resource_answers_resource').on('resource_answers').column('resource_id').execute();
      await db.schema
        .createTable('resource_askings')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('request_id', idType, (c) => c.notNull().references('resource_requests.id').onDelete('cascade'))
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('asked_at', 'bigint')
        .addColumn('shown_at', 'bigint')
        .addColumn('will', textType)
        .addPrimaryKeyConstraint('resource_askings_pk', ['request_id', 'member_id'])
        .execute();
      await db.schema.createIndex('resource_askings_member').on('resource_askings').column('member_id').execute();
    },
  };
}
