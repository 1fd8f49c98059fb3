import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from '../traits.js';

/** What a resource is good for in its other languages, as JSON by language. */
export function resourceSummaries({ textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('resources').addColumn('summaries', textType).execute();
    },
  };
}
