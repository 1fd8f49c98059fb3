import { z } from 'zod';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Tx } from '../../../core/transaction.js';
import { PERSONAL } from '../../../ports/files.js';
import { jsonColumn } from '../../../sql/columns.js';
import { updateRows } from '../../../sql/rows.js';
import type { EditionId, Resource, ResourceId } from '../types.js';
import type { Copy } from '../upkeep/types.js';
import type { ResourcesTables } from './tables.js';

const removedColumn = jsonColumn(z.array(z.enum(PERSONAL)).readonly());

/** Files as people outside get them. */
export function copyStore({ db: base, community, find }: Tx) {
  const db = base.withTables<ResourcesTables>();
  const editions = () =>
    db
      .selectFrom('resource_editions')
      .innerJoin('resources', 'resources.id', 'resource_editions.resource_id')
      .leftJoin('resource_copies', 'resource_copies.edition_id', 'resource_editions.id')
      .where('resource_editions.community_id', '=', community)
      .where('replaced_at', 'is', null)
      .where('resource_editions.hash', 'is not', null);

  /** Of the files of a resource that stand now. */
  const copies = (resource: ResourceId): Lookup<ReadonlyMap<EditionId, Copy>> =>
    lookup(
      editions()
        .select(['edition_id', 'resource_copies.state', 'resource_copies.hash', 'resource_copies.size', 'removed'])
        .where('resource_id', '=', resource),
      (rows) =>
        new Map(
          rows.flatMap(({ edition_id: edition, state, hash, size, removed }) =>
            edition === null || state === null
              ? []
              : [[edition, { state, hash, size, removed: removedColumn.read(removed ?? '[]') }] as const],
          ),
        ),
    );

  return {
    copies,
    copiesOf: (resource: ResourceId): Promise<ReadonlyMap<EditionId, Copy>> => find(copies(resource)),
    async saveCopy(
      edition: EditionId,
      { state, hash, size, removed }: Copy,
      at: ResourcesTables['resource_copies']['made_at'],
    ): Promise<void> {
      const columns = { state, hash, size, removed: removedColumn.write(removed), made_at: at };
      await db
        .insertInto('resource_copies')
        .values({ community_id: community, edition_id: edition, ...columns })
        .onConflict((conflict) => conflict.column('edition_id').doUpdateSet(columns))
        .execute();
    },
    /** An organiser lets people outside have it as it is. False unless it could not be cleaned. */
    async allowCopy(edition: EditionId): Promise<boolean> {
      return (await updateRows({ db, community }, 'resource_copies', { state: 'allowed' }, { edition_id: edition, state: 'failed' })) > 0;
    },
    /** Files that are for everyone, or shall be, of which there is no copy yet. */
    async withoutCopy({
      limit,
      resources,
    }: {
      readonly limit: number;
      readonly resources?: readonly ResourceId[];
    }): Promise<readonly EditionId[]> {
      let query = editions()
        .select('resource_editions.id')
        .where('resources.visibility', '=', 'public')
        .where('resources.state', 'in', ['pending', 'approved'])
        .where('resource_copies.state', 'is', null);
      if (resources !== undefined) query = query.where('resource_id', 'in', resources);
      return (await query.orderBy('resource_editions.id').limit(limit).execute()).map(({ id }) => id);
    },
    /** Resources for everyone with a file that could not be cleaned. */
    async unclean(limit: number): Promise<readonly Pick<Resource, 'id' | 'title'>[]> {
      return editions()
        .select(['resources.id', 'title'])
        .distinct()
        .where('resources.visibility', '=', 'public')
        .where('resources.state', '=', 'approved')
        .where('resource_copies.state', '=', 'failed')
        .orderBy('resources.id')
        .limit(limit)
        .execute();
    },
  };
}
