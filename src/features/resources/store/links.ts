import type { Selectable } from 'kysely';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { removeRows } from '../../../sql/rows.js';
import type { EditionId, ResourceId } from '../types.js';
import type { BadLink, DueLink, LinkHealth } from '../upkeep/types.js';
import type { ResourcesTables } from './tables.js';
import type { UpkeepTables } from './upkeep-tables.js';

type HealthRow = Selectable<Pick<UpkeepTables['resource_links'], 'state' | 'status' | 'tries' | 'checked_at' | 'next_at' | 'bad_since'>>;
const HEALTH = ['resource_links.state', 'status', 'tries', 'checked_at', 'next_at', 'bad_since'] as const;

const toHealth = ({ state, status, tries, checked_at, next_at, bad_since }: HealthRow): LinkHealth => ({
  state,
  tries,
  ...(status !== null && { status }),
  checkedAt: checked_at,
  nextAt: next_at,
  badSince: bad_since,
});

/** What became of links; only those of resources that people see are looked at. */
export function linkStore({ db: base, community, find }: Tx) {
  const db = base.withTables<ResourcesTables>();
  const standing = () =>
    db
      .selectFrom('resource_editions')
      .innerJoin('resources', 'resources.id', 'resource_editions.resource_id')
      .where('resource_editions.community_id', '=', community)
      .where('resources.state', '=', 'approved')
      .where('replaced_at', 'is', null)
      .where('link', 'is not', null);
  const withHealth = () => standing().leftJoin('resource_links', 'resource_links.edition_id', 'resource_editions.id');
  const bad = () =>
    standing().innerJoin('resource_links', 'resource_links.edition_id', 'resource_editions.id').where('bad_since', 'is not', null);

  const linkHealth = (resource: ResourceId): Lookup<ReadonlyMap<EditionId, LinkHealth>> =>
    lookup(
      db
        .selectFrom('resource_links')
        .innerJoin('resource_editions', 'resource_editions.id', 'resource_links.edition_id')
        .select(['edition_id', ...HEALTH])
        .where('resource_links.community_id', '=', community)
        .where('resource_id', '=', resource)
        .where('replaced_at', 'is', null)
        .where('bad_since', 'is not', null),
      (rows) => new Map(rows.map(({ edition_id, ...health }) => [edition_id, toHealth(health)])),
    );

  return {
    /** Links whose turn it is, those that were never looked at first. */
    async dueLinks(now: Instant, limit: number): Promise<readonly DueLink[]> {
      const rows = await withHealth()
        .select(['resource_editions.id as edition', 'resource_id as resource', 'link', ...HEALTH])
        .where(({ or, eb }) => or([eb('next_at', 'is', null), eb('next_at', '<=', now)]))
        .orderBy(({ fn, lit }) => fn.coalesce('next_at', lit(0)))
        .orderBy('resource_editions.id')
        .limit(limit)
        .execute();
      return rows.flatMap(({ edition, resource, link, state, status, tries, checked_at, next_at, bad_since }) => {
        if (link === null) return [];
        const isKnown = state !== null && tries !== null && checked_at !== null && next_at !== null;
        return [
          { edition, resource, link, known: isKnown ? toHealth({ state, status, tries, checked_at, next_at, bad_since }) : undefined },
        ];
      });
    },
    /** When the next link has its turn; 0 for one that was never looked at. */
    async nextLinkAt(): Promise<number | undefined> {
      const row = await withHealth()
        .select(({ fn, lit }) => fn.coalesce('next_at', lit(0)).as('at'))
        .orderBy('at')
        .limit(1)
        .executeTakeFirst();
      return row && Number(row.at);
    },
    async saveLink(edition: EditionId, { state, status, tries, checkedAt, nextAt, badSince }: LinkHealth): Promise<void> {
      const columns = { state, status: status ?? null, tries, checked_at: checkedAt, next_at: nextAt, bad_since: badSince };
      await db
        .insertInto('resource_links')
        .values({ community_id: community, edition_id: edition, ...columns })
        .onConflict((conflict) => conflict.column('edition_id').doUpdateSet(columns))
        .execute();
    },
    /** What leads nowhere any more, the longest first; only what was so before `until`, if told. */
    async badLinks({ limit, until }: { readonly limit: number; readonly until?: Instant }): Promise<readonly BadLink[]> {
      let query = bad().select(['resources.id', 'title', 'member_id', 'resource_editions.id as edition', 'link', ...HEALTH]);
      if (until !== undefined) query = query.where('bad_since', '<=', until);
      const rows = await query.orderBy('bad_since').orderBy('resource_editions.id').limit(limit).execute();
      return rows.map(({ id, title, member_id: member, edition, link, ...health }) => ({
        resource: { id, title, member },
        edition,
        link: link ?? '',
        health: toHealth(health),
      }));
    },
    /** The bad links of one resource, by their edition. */
    linkHealth,
    badLinksOf: (resource: ResourceId): Promise<ReadonlyMap<EditionId, LinkHealth>> => find(linkHealth(resource)),
    /** They are looked at again with the next ones. */
    async forgetLinks(editions: readonly EditionId[]): Promise<void> {
      if (editions.length > 0) await removeRows({ db, community }, 'resource_links', { edition_id: editions });
    },
  };
}
