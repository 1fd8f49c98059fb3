import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from '../traits.js';

/** The organisation that a member typed, until they have said whether it is one of those with similar names. */
export function organisationTyped({ textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('members').addColumn('organisation_typed', textType).execute();
    },
  };
}
