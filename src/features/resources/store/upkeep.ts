import { type ExpressionBuilder, sql } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant, LocalDate } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { redirect } from '../../../sql/columns.js';
import { allAs } from '../../../sql/rows.js';
import type { Kind, Resource, ResourceId } from '../types.js';
import type { Upkeep } from '../upkeep/types.js';
import { toResource } from './resources.js';
import type { ResourcesTables } from './tables.js';

/** Resources of each kind that nobody has checked since that moment are due. */
export type Cutoffs = Readonly<Record<Kind, Instant>>;

/** Who checked resources when, and until when they may be shared. */
export function upkeepStore({ db: base, community, find }: Tx) {
  const db = base.withTables<ResourcesTables>();
  const place = { db, community };
  const write = async (id: ResourceId, columns: Partial<ResourcesTables['resource_upkeep']>): Promise<void> => {
    await db
      .insertInto('resource_upkeep')
      .values({ community_id: community, resource_id: id, checked_by: null, checked_at: null, expires_on: null, ...columns })
      .onConflict((conflict) => conflict.column('resource_id').doUpdateSet(columns))
      .execute();
  };
  const upkeep = (id: ResourceId): Lookup<Upkeep | undefined> =>
    lookup(
      db
        .selectFrom('resource_upkeep')
        .select(['checked_by', 'checked_at', 'expires_on'])
        .where('community_id', '=', community)
        .where('resource_id', '=', id),
      ([row]) => row && { checkedBy: row.checked_by, checkedAt: row.checked_at, expiresOn: row.expires_on },
    );
  const joined = () =>
    db
      .selectFrom('resources')
      .leftJoin('resource_upkeep', 'resource_upkeep.resource_id', 'resources.id')
      .where('resources.community_id', '=', community)
      .where('resources.state', '=', 'approved');
  const checkedAt = sql<Instant>`coalesce(resource_upkeep.checked_at, resources.approved_at)`;
  const isDue =
    (cutoffs: Cutoffs) =>
    ({ eb, or }: ExpressionBuilder<ResourcesTables, 'resources'>) =>
      or(
        (Object.entries(cutoffs) as [Kind, Instant][]).map(([kind, until]) =>
          eb('resources.kind', '=', kind).and(sql<boolean>`${checkedAt} <= ${until}`),
        ),
      );

  return {
    upkeep,
    upkeepOf: (id: ResourceId): Promise<Upkeep | undefined> => find(upkeep(id)),
    saveChecked: (id: ResourceId, member: MemberId, at: Instant) => write(id, { checked_by: member, checked_at: at }),
    saveExpiry: (id: ResourceId, on: LocalDate | null) => write(id, { expires_on: on }),
    /** What nobody has checked for too long, the longest first; of one member if told. */
    async due(
      cutoffs: Cutoffs,
      { offset = 0, limit, member }: { readonly offset?: number; readonly limit: number; readonly member?: MemberId },
    ) {
      let query = joined()
        .selectAll('resources')
        .select([checkedAt.as('checked'), sql<number | string>`count(*) over ()`.as('total')]);
      if (member !== undefined) query = query.where('resources.member_id', '=', member);
      const rows = await query.where(isDue(cutoffs)).orderBy('checked').orderBy('resources.id').offset(offset).limit(limit).execute();
      const resources = rows.map((row) => ({ resource: toResource(row), checkedAt: row.checked }));
      return { resources, total: Number(rows[0]?.total ?? 0) };
    },
    /** Whose resources nobody has checked for too long. */
    async dueOwners(cutoffs: Cutoffs): Promise<readonly MemberId[]> {
      const rows = await joined()
        .select('resources.member_id')
        .distinct()
        .where('resources.member_id', 'is not', null)
        .where(isDue(cutoffs))
        .orderBy('resources.member_id')
        .execute();
      return rows.flatMap(({ member_id }) => member_id ?? []);
    },
    /** What may be shared until one of these days, the first first. */
    async expiring(from: LocalDate, to: LocalDate): Promise<readonly (Pick<Resource, 'id' | 'member'> & { readonly on: LocalDate })[]> {
      const rows = await joined()
        .select(['resources.id', 'resources.member_id as member', 'resource_upkeep.expires_on'])
        .where('expires_on', '>=', from)
        .where('expires_on', '<=', to)
        .orderBy('expires_on')
        .orderBy('resources.id')
        .execute();
      return rows.flatMap(({ expires_on: on, ...row }) => (on === null ? [] : [{ ...row, on }]));
    },
    /** What everyone sees although it may be shared no longer. */
    async expired(today: LocalDate): Promise<readonly Resource[]> {
      return allAs(joined().selectAll('resources').where('visibility', '=', 'public').where('expires_on', '<', today), toResource);
    },
    /** The next last day on which something may be shared, whoever sees it now. */
    async nextExpiry(today: LocalDate): Promise<LocalDate | undefined> {
      const row = await db
        .selectFrom('resource_upkeep')
        .select('expires_on')
        .where('community_id', '=', community)
        .where('expires_on', '>=', today)
        .orderBy('expires_on')
        .limit(1)
        .executeTakeFirst();
      return row?.expires_on ?? undefined;
    },
    mergeCheckers: (from: MemberId, into: MemberId) => redirect(place, 'resource_upkeep', 'checked_by', { from, into }),
  };
}
