import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** Closing summaries can be written in several languages. */
export function summaryTranslations({ textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const table of ['topic_summaries', 'topic_earlier_summaries'])
        await db.schema.alterTable(table).addColumn('translations', textType).execute();
    },
  };
}
