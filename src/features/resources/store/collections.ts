import { type Selectable, sql } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { allAs, findRow, findRows, insertMany, insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import type { Collection, CollectionId, CollectionText, Resource, ResourceId } from '../types.js';
import type { FindingTables } from './finding-tables.js';
import { toResource } from './resources.js';
import type { ResourcesTables } from './tables.js';

const COLUMNS = ['id', 'member_id', 'version', 'title', 'summary', 'visibility'] as const;

function toCollection(row: Pick<Selectable<FindingTables['resource_collections']>, (typeof COLUMNS)[number]>): Collection {
  const { id, member_id: member, version, title, summary, visibility } = row;
  return { id, member, version, title, summary, visibility };
}

/** Resources that organisers have put together, in an order. */
export function collectionStore({ db: base, community }: Tx) {
  const db = base.withTables<FindingTables & Pick<ResourcesTables, 'resources'>>();
  const place = { db, community };
  const items = () =>
    db
      .selectFrom('resource_collection_items as item')
      .innerJoin('resources', 'resources.id', 'item.resource_id')
      .where('item.community_id', '=', community);

  return {
    async collection(id: CollectionId): Promise<Collection | undefined> {
      const row = await findRow(place, 'resource_collections', COLUMNS, { id });
      return row && toCollection(row);
    },
    /** The newest last. */
    async collections(): Promise<readonly Collection[]> {
      return (await findRows(place, 'resource_collections', COLUMNS, {}, 'id')).map(toCollection);
    },
    insertCollection(member: MemberId, text: CollectionText, madeAt: Instant): Promise<CollectionId> {
      return insertRow(place, 'resource_collections', { ...text, member_id: member, version: 1, made_at: madeAt });
    },
    /** False if it has another version by now. */
    async changeCollection({ id, version }: Pick<Collection, 'id' | 'version'>, change: Partial<CollectionText>): Promise<boolean> {
      const { title, summary, visibility } = change;
      return (await updateRows(place, 'resource_collections', { title, summary, visibility, version: version + 1 }, { id, version })) > 0;
    },
    async removeCollection(id: CollectionId): Promise<void> {
      await removeRows(place, 'resource_collections', { id });
    },
    /** In their order; also those that are not approved any more, which readers are not shown. */
    async inCollection(id: CollectionId): Promise<readonly Resource[]> {
      return allAs(items().selectAll('resources').where('collection_id', '=', id).orderBy('position'), toResource);
    },
    collectionsWith(resource: ResourceId): Lookup<readonly Collection[]> {
      const ids = db.selectFrom('resource_collection_items').select('collection_id').where('resource_id', '=', resource);
      const found = db.selectFrom('resource_collections').select(COLUMNS).where('community_id', '=', community).where('id', 'in', ids);
      return lookup(found.orderBy('id'), (rows) => rows.map(toCollection));
    },
    /** Puts these into the collection, in this order, and nothing else. */
    async arrange(id: CollectionId, resources: readonly ResourceId[]): Promise<void> {
      await removeRows(place, 'resource_collection_items', { collection_id: id });
      await insertMany(
        place,
        'resource_collection_items',
        resources.map((resource, position) => ({ collection_id: id, resource_id: resource, position })),
      );
    },
    /** How many each has. */
    async sizesOfCollections(): Promise<ReadonlyMap<CollectionId, number>> {
      const rows = await items()
        .select(['collection_id', sql<number | string>`count(*)`.as('count')])
        .where('state', '=', 'approved')
        .groupBy('collection_id')
        .execute();
      return new Map(rows.map(({ collection_id, count }) => [collection_id, Number(count)]));
    },
    async redirectCollections(from: MemberId, into: MemberId): Promise<void> {
      await updateRows(place, 'resource_collections', { member_id: into }, { member_id: from });
    },
  };
}
