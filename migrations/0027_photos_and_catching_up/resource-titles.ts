import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from '../traits.js';

/** What a resource is called in its other languages, as JSON by language. */
export function resourceTitles({ textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('resources').addColumn('titles', textType).execute();
    },
  };
}
