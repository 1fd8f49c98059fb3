import { both, type Lookup, lookup } from '../../../core/lookup.js';
import type { Tx } from '../../../core/transaction.js';
import { findRow, updateRows } from '../../../sql/rows.js';
import type { EditionId, ResourceId } from '../types.js';
import type { ResourcesTables } from './tables.js';

/** What other features made resources from. */
export function originStore({ db: base, community }: Tx) {
  const place = { db: base.withTables<ResourcesTables>(), community };
  return {
    async noteOrigin(id: ResourceId, origin: string): Promise<void> {
      await updateRows(place, 'resources', { origin }, { id });
    },
    /** By what it was made from; undefined for what somebody added. */
    async originOf(id: ResourceId): Promise<string | undefined> {
      return (await findRow(place, 'resources', ['origin'], { id }))?.origin ?? undefined;
    },
    /** What was made from these, and what it is there in. */
    madeFrom(origins: readonly string[]): Lookup<readonly [readonly ResourceId[], readonly EditionId[]]> {
      const made = place.db.selectFrom('resources').select('id').where('community_id', '=', community).where('origin', 'in', origins);
      const editions = place.db.selectFrom('resource_editions').select('id').where('resource_id', 'in', made);
      return both(
        lookup(made.orderBy('id'), (rows) => rows.map(({ id }) => id)),
        lookup(editions.orderBy('id'), (rows) => rows.map(({ id }) => id)),
      );
    },
  };
}
