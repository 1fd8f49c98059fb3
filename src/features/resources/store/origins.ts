import type { Tx } from '../../../core/transaction.js';
import { findRow, findRows, updateRows } from '../../../sql/rows.js';
import type { ResourceId } from '../types.js';
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
    async madeFrom(origins: readonly string[]): Promise<readonly ResourceId[]> {
      if (origins.length === 0) return [];
      return (await findRows(place, 'resources', ['id'], { origin: origins }, 'id')).map(({ id }) => id);
    },
  };
}
