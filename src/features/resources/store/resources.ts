import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag, isOf } from '../../../sql/columns.js';
import { insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import type { Resource, ResourceDetails, ResourceId, ResourceState, ResourceText } from '../types.js';
import { type ResourcesTables, sectorsColumn } from './tables.js';

export function toResource(row: Selectable<ResourcesTables['resources']>): Resource {
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
  ResourceText & ResourceDetails & Pick<Resource, 'state' | 'stays' | 'reason' | 'approvedAt' | 'goneAt'>
>;

const columnsOf = (change: ResourceChange) => ({
  title: change.title,
  summary: change.summary,
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

/** The resources themselves. */
export function resourceStore({ db: base, community }: Tx) {
  const db = base.withTables<ResourcesTables>();
  const place = { db, community };
  const select = () => db.selectFrom('resources').selectAll().where('community_id', '=', community);
  const isOpen = ({ eb }: ExpressionBuilder<ResourcesTables, 'resources'>) => eb('state', 'in', ['pending', 'approved']);

  return {
    async find(id: ResourceId): Promise<Resource | undefined> {
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row && toResource(row);
    },
    async findMany(ids: readonly ResourceId[]): Promise<readonly Resource[]> {
      if (ids.length === 0) return [];
      return (await select().where('id', 'in', ids).execute()).map(toResource);
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
      if (ids.length > 0) await removeRows(place, 'resources', { id: ids });
    },
    /** The newest first. */
    async ofMember(member: MemberId): Promise<readonly Resource[]> {
      return (await select().where('member_id', '=', member).orderBy('id', 'desc').execute()).map(toResource);
    },
    /** What waits for an organiser, the oldest first. */
    async queue({ offset, limit }: { readonly offset: number; readonly limit: number }) {
      const rows = await select()
        .select(sql<number | string>`count(*) over ()`.as('total'))
        .where('state', '=', 'pending')
        .orderBy('id')
        .offset(offset)
        .limit(limit)
        .execute();
      return { resources: rows.map(toResource), total: Number(rows[0]?.total ?? 0) };
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
      const rows = await select()
        .where('state', '=', 'approved')
        .where('approved_at', '>', from)
        .where('approved_at', '<=', to)
        .orderBy('approved_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toResource);
    },
    /** What every member may see and was approved within [from, to). */
    async approvedWithin({ from, to }: { readonly from: Instant; readonly to: Instant }): Promise<readonly Resource[]> {
      const rows = await select()
        .where('state', '=', 'approved')
        .where('visibility', '!=', 'organisers')
        .where('approved_at', '>=', from)
        .where('approved_at', '<', to)
        .orderBy('id')
        .limit(200)
        .execute();
      return rows.map(toResource);
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
    /** The newest titles that others could see, to compare with. */
    titles(limit: number): Lookup<readonly Pick<Resource, 'id' | 'title' | 'state' | 'visibility'>[]> {
      const query = db
        .selectFrom('resources')
        .select(['id', 'title', 'state', 'visibility'])
        .where(isOf(community))
        .where(isOpen)
        .orderBy('id', 'desc')
        .limit(limit);
      return lookup(query, (rows) => rows);
    },
    /** What went away before `until`, with its contributor or otherwise. */
    async goneBefore(until: Instant): Promise<readonly ResourceId[]> {
      const rows = await db
        .selectFrom('resources')
        .select('id')
        .where('community_id', '=', community)
        .where('gone_at', '<=', until)
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    },
    async redirectMember(from: MemberId, into: MemberId): Promise<void> {
      await updateRows(place, 'resources', { member_id: into }, { member_id: from });
    },
  };
}
