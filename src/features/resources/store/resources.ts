import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag, isOf } from '../../../sql/columns.js';
import { allAs, findValues, insertRow, removeRows, updateRows, upTo } from '../../../sql/rows.js';
import type { Resource, ResourceDetails, ResourceId, ResourceState, ResourceText } from '../types.js';
import { searchStore } from './search.js';
import { inLanguagesColumn, type ResourcesTables, readInLanguages, sectorsColumn } from './tables.js';

/** What a resource is read from. */
export const COLUMNS = [
  'id',
  'member_id',
  'state',
  'version',
  'title',
  'titles',
  'summary',
  'summaries',
  'kind',
  'sectors',
  'organisation',
  'published_on',
  'sharing',
  'visibility',
  'stays',
  'reason',
  'made_at',
  'approved_at',
  'gone_at',
] as const;

export function toResource(row: Pick<Selectable<ResourcesTables['resources']>, (typeof COLUMNS)[number]>): Resource {
  const { id, state, version, title, summary, kind, organisation, sharing, visibility, reason } = row;
  return {
    id,
    state,
    version,
    title,
    summary,
    kind,
    organisation,
    sharing,
    visibility,
    reason,
    member: row.member_id,
    titles: readInLanguages(row.titles),
    summaries: readInLanguages(row.summaries),
    sectors: sectorsColumn.read(row.sectors),
    publishedOn: row.published_on,
    stays: row.stays === 1,
    madeAt: row.made_at,
    approvedAt: row.approved_at,
    goneAt: row.gone_at,
  };
}

/** What changes of a resource; its version counts each change. */
export type ResourceChange = Partial<
  ResourceText & ResourceDetails & Pick<Resource, 'titles' | 'summaries' | 'state' | 'stays' | 'reason' | 'approvedAt' | 'goneAt'>
>;

const columnsOf = (change: ResourceChange) => ({
  title: change.title,
  titles: change.titles && inLanguagesColumn.write(change.titles),
  summary: change.summary,
  summaries: change.summaries && inLanguagesColumn.write(change.summaries),
  kind: change.kind,
  sectors: change.sectors && sectorsColumn.write(change.sectors),
  organisation: change.organisation,
  published_on: change.publishedOn,
  sharing: change.sharing,
  visibility: change.visibility,
  state: change.state,
  stays: change.stays === undefined ? undefined : flag(change.stays),
  reason: change.reason,
  approved_at: change.approvedAt,
  gone_at: change.goneAt,
});

/** What is compared of a resource with the title of another. */
export type TitleSeen = Pick<Resource, 'id' | 'title' | 'titles' | 'state' | 'visibility'>;

/** The resources themselves. */
export function resourceStore(tx: Tx) {
  const { db: base, community, find } = tx;
  const db = base.withTables<ResourcesTables>();
  const place = { db, community };
  const select = () => db.selectFrom('resources').selectAll().where('community_id', '=', community);
  const isOpen = ({ eb }: ExpressionBuilder<ResourcesTables, 'resources'>) => eb('state', 'in', ['pending', 'approved']);

  const resource = (id: ResourceId): Lookup<Resource | undefined> =>
    lookup(
      db.selectFrom('resources').select(COLUMNS).where('community_id', '=', community).where('id', '=', id),
      ([row]) => row && toResource(row),
    );

  return {
    resource,
    find: (id: ResourceId): Promise<Resource | undefined> => find(resource(id)),
    async findMany(ids: readonly ResourceId[]): Promise<readonly Resource[]> {
      if (ids.length === 0) return [];
      return allAs(select().where('id', 'in', ids), toResource);
    },
    /** Null for what nobody adds for themselves. */
    insert(member: MemberId | null, { title, summary, kind }: ResourceText, details: ResourceDetails, at: Instant): Promise<ResourceId> {
      const { sectors, organisation, publishedOn, sharing, visibility } = details;
      return insertRow(place, 'resources', {
        title,
        summary,
        kind,
        sectors: sectorsColumn.write(sectors),
        organisation,
        published_on: publishedOn,
        sharing,
        visibility,
        member_id: member,
        state: 'draft',
        version: 1,
        stays: 0,
        reason: null,
        made_at: at,
        approved_at: null,
        gone_at: null,
      });
    },
    /** False if it has another version by now. */
    async change({ id, version }: Pick<Resource, 'id' | 'version'>, change: ResourceChange): Promise<boolean> {
      const changed = { ...columnsOf(change), version: version + 1 };
      return (await updateRows(place, 'resources', changed, { id, version })) > 0;
    },
    async remove(ids: readonly ResourceId[]): Promise<void> {
      if (ids.length === 0) return;
      await searchStore(tx).removeWords(ids);
      await removeRows(place, 'resources', { id: ids });
    },
    /** The newest first. */
    async ofMember(member: MemberId): Promise<readonly Resource[]> {
      return allAs(select().where('member_id', '=', member).orderBy('id', 'desc'), toResource);
    },
    /** What waits for an organiser, the oldest first. */
    queue({ offset, limit }: { readonly offset: number; readonly limit: number }) {
      const query = db
        .selectFrom('resources')
        .select([...COLUMNS, sql<number | string>`count(*) over ()`.as('total')])
        .where('community_id', '=', community)
        .where('state', '=', 'pending')
        .orderBy('id')
        .offset(offset)
        .limit(limit);
      return lookup(query, (rows) => ({ resources: rows.map(toResource), total: Number(rows[0]?.total ?? 0) }));
    },
    /** Approved ones of which members have found something outdated or wrong. */
    flagged(limit: number): Lookup<readonly Resource[]> {
      const query = db
        .selectFrom('resources')
        .select(COLUMNS)
        .where('community_id', '=', community)
        .where('state', '=', 'approved')
        .where('id', 'in', ({ selectFrom }) => selectFrom('resource_flags').select('resource_id'))
        .orderBy('id')
        .limit(limit);
      return lookup(query, (rows) => rows.map(toResource));
    },
    /** What people outside may see, the newest first. */
    async publicPage({ offset, limit }: { readonly offset: number; readonly limit: number }) {
      const rows = await select()
        .select(sql<number | string>`count(*) over ()`.as('total'))
        .where('state', '=', 'approved')
        .where('visibility', '=', 'public')
        .orderBy('id', 'desc')
        .offset(offset)
        .limit(limit)
        .execute();
      return { resources: rows.map(toResource), total: Number(rows[0]?.total ?? 0) };
    },
    /** Accepted within (from, to], the newest first; what changed later counts from when it was accepted again. */
    async approvedBetween(from: Instant, to: Instant, limit: number): Promise<readonly Resource[]> {
      return allAs(
        select()
          .where('state', '=', 'approved')
          .where('approved_at', '>', from)
          .where('approved_at', '<=', to)
          .orderBy('approved_at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit),
        toResource,
      );
    },
    /** What every member may see and was approved within [from, to). */
    async approvedWithin({ from, to }: { readonly from: Instant; readonly to: Instant }): Promise<readonly Resource[]> {
      return allAs(
        select()
          .where('state', '=', 'approved')
          .where('visibility', '!=', 'organisers')
          .where('approved_at', '>=', from)
          .where('approved_at', '<', to)
          .orderBy('id')
          .limit(200),
        toResource,
      );
    },
    async countState(state: ResourceState): Promise<number> {
      const row = await db
        .selectFrom('resources')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('community_id', '=', community)
        .where('state', '=', state)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    /** The newest titles that others could see, to compare with. `whileUndecided`: none once this one is decided about. */
    titles(limit: number, { whileUndecided: id }: { readonly whileUndecided?: ResourceId } = {}): Lookup<readonly TitleSeen[]> {
      const newest = db
        .selectFrom('resources')
        .select(['id', 'title', 'titles', 'state', 'visibility'])
        .where(isOf(community))
        .where(isOpen)
        .orderBy('id', 'desc')
        .limit(limit);
      const own = db.selectFrom('resources as own').select('own.id').where('own.state', 'in', ['draft', 'pending']);
      const query = id === undefined ? newest : newest.where(({ exists }) => exists(own.where('own.id', '=', id)));
      return lookup(query, (rows) => rows.map((row) => ({ ...row, titles: readInLanguages(row.titles) })));
    },
    /** What went away before `until`, with its contributor or otherwise. */
    goneBefore: (until: Instant): Promise<readonly ResourceId[]> => findValues(place, 'resources', 'id', { gone_at: upTo(until) }, 'id'),
    async redirectMember(from: MemberId, into: MemberId): Promise<void> {
      await updateRows(place, 'resources', { member_id: into }, { member_id: from });
    },
  };
}
