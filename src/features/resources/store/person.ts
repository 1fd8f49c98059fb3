import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { type ResourcesTables, sectorsColumn } from './tables.js';

/** All that is a member's, as queries that an export runs together with those of others. */
export function queriesOf({ db: base, community }: Tx, member: MemberId) {
  const db = base.withTables<ResourcesTables>();
  return {
    resources: db
      .selectFrom('resources')
      .leftJoin('resource_upkeep', 'resource_upkeep.resource_id', 'resources.id')
      .select(['id', 'title', 'summary', 'kind', 'sectors', 'organisation', 'published_on', 'sharing', 'visibility'])
      .select(['state', 'stays', 'reason', 'made_at', 'expires_on'])
      .where('resources.community_id', '=', community)
      .where('member_id', '=', member)
      .orderBy('id'),
    resource_editions: db
      .selectFrom('resource_editions')
      .innerJoin('resources', 'resources.id', 'resource_editions.resource_id')
      .select(['resource_id', 'language', 'link', 'file_name', 'size', 'added_at'])
      .where('resources.community_id', '=', community)
      .where('resources.member_id', '=', member)
      .orderBy('resource_editions.id'),
    resource_flags: db
      .selectFrom('resource_flags')
      .select(['text', 'made_at'])
      .where('community_id', '=', community)
      .where('member_id', '=', member)
      .orderBy('made_at'),
    resource_upkeep: db
      .selectFrom('resource_upkeep')
      .innerJoin('resources', 'resources.id', 'resource_upkeep.resource_id')
      .select(['title', 'checked_at'])
      .where('resource_upkeep.community_id', '=', community)
      .where('checked_by', '=', member)
      .orderBy('checked_at'),
  };
}

const text = z.string().nullable();
const moment = z.int().transform((at) => new Date(at).toISOString());

const resource = z
  .object({
    id: z.int(),
    title: z.string(),
    summary: z.string(),
    kind: z.string(),
    sectors: z.string().transform((sectors) => sectorsColumn.read(sectors)),
    organisation: z.string(),
    published_on: text,
    sharing: z.string(),
    visibility: z.string(),
    state: z.string(),
    stays: z.int().transform((stays) => stays === 1),
    reason: text,
    made_at: moment,
    expires_on: text,
  })
  .transform(({ published_on: publishedOn, stays: mayStay, made_at: addedAt, expires_on: sharedUntil, ...rest }) => ({
    ...rest,
    publishedOn,
    mayStay,
    addedAt,
    ...(sharedUntil !== null && { sharedUntil }),
  }));

const edition = z
  .object({ resource_id: z.int(), language: z.string(), link: text, file_name: text, size: z.int().nullable(), added_at: moment })
  .transform(({ resource_id: of, file_name: file, added_at: addedAt, ...rest }) => ({ ...rest, of, file, addedAt }));

const flag = z.object({ text: z.string(), made_at: moment }).transform(({ text: words, made_at: at }) => ({ text: words, at }));

const check = z.object({ title: z.string(), checked_at: moment }).transform(({ title, checked_at: at }) => ({ title, at }));

/** The rows of `queriesOf`, as a member reads them. */
export const exportedRows = z.object({
  resources: z.array(resource),
  resource_editions: z.array(edition),
  resource_flags: z.array(flag),
  resource_upkeep: z.array(check),
});
