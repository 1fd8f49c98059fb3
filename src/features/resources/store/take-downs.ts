import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { insertRow, isSet, removeRows, updateRows, upTo } from '../../../sql/rows.js';
import type { Resource, ResourceId } from '../types.js';
import type { TakeDown } from '../upkeep/types.js';
import type { ResourcesTables } from './tables.js';

/** What people outside asked to have taken down. */
export function takeDownStore({ db: base, community, find }: Tx) {
  const db = base.withTables<ResourcesTables>();
  const place = { db, community };
  const select = () => db.selectFrom('resource_takedowns').where('resource_takedowns.community_id', '=', community);

  const takeDowns = (resource: ResourceId): Lookup<readonly TakeDown[]> =>
    lookup(select().select(['text', 'contact', 'made_at as madeAt']).where('resource_id', '=', resource).orderBy('id'), (rows) => rows);

  return {
    async addTakeDown(resource: ResourceId, { text, contact, madeAt }: TakeDown): Promise<void> {
      await insertRow(place, 'resource_takedowns', { resource_id: resource, text, contact, made_at: madeAt });
    },
    takeDowns,
    takeDownsOf: (resource: ResourceId): Promise<readonly TakeDown[]> => find(takeDowns(resource)),
    /** How many came since then, for any resource. */
    async countTakeDowns(since: Instant): Promise<number> {
      const row = await select()
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('made_at', '>=', since)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    /** Resources that somebody asked to have taken down, the oldest request first. */
    async toTakeDown(limit: number): Promise<readonly (Pick<Resource, 'id' | 'title'> & { readonly count: number })[]> {
      const rows = await select()
        .innerJoin('resources', 'resources.id', 'resource_takedowns.resource_id')
        .select(({ fn }) => ['resources.id', 'title', fn.countAll<number | string>().as('count')])
        .where('state', '=', 'approved')
        .groupBy(['resources.id', 'title'])
        .orderBy(({ fn }) => fn.min('resource_takedowns.id'))
        .limit(limit)
        .execute();
      return rows.map(({ count, ...row }) => ({ ...row, count: Number(count) }));
    },
    async settleTakeDowns(resource: ResourceId): Promise<void> {
      await removeRows(place, 'resource_takedowns', { resource_id: resource });
    },
    /** Deletes the addresses of those who asked before then. */
    async forgetContacts(until: Instant): Promise<void> {
      await updateRows(place, 'resource_takedowns', { contact: null }, { contact: isSet, made_at: upTo(until) });
    },
  };
}
