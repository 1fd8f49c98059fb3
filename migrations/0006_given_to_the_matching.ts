import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** What the matching was given of each participant, so that a past round can be matched again. */
export function givenToTheMatching(traits: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('coffee_participations').addColumn('given', traits.textType).execute();
    },
  };
}
