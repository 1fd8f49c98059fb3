import { type Kysely, type Migration, sql } from 'kysely';
import type { ColumnTraits } from '../traits.js';

/**
 * What became of the rows of two people who were made one, for as long as that can be undone; and since when organisations are there:
 * since the first of their people came, as far as that is known.
 */
export function joined({ id, idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('joined_rows')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('joined_id', idType, (c) => c.notNull().references('joined_members.id').onDelete('cascade'))
        .addColumn('named', textType, (c) => c.notNull())
        .addColumn('change', textType, (c) => c.notNull())
        .execute();
      await db.schema.createIndex('joined_rows_joined').on('joined_rows').column('joined_id').execute();
      await db.schema.alterTable('organisations').addColumn('joined_at', 'bigint').execute();
      await sql`update organisations set joined_at = (
        select min(members.joined_at) from members where members.organisation_id = organisations.id)`.execute(db);
    },
  };
}
