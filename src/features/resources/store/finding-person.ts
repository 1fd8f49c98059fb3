import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { type FindingTables, languagesColumn } from './finding-tables.js';
import { sectorsColumn } from './tables.js';

/** What a member kept of messages, wants to hear of, and has put together, as queries that an export runs together with others. */
export function findingQueriesOf({ db: base, community }: Tx, member: MemberId) {
  const db = base.withTables<FindingTables>();
  return {
    resource_saves: db
      .selectFrom('resource_saves')
      .select(['link', 'file_name', 'made_at'])
      .where('community_id', '=', community)
      .where('member_id', '=', member)
      .orderBy('id'),
    resource_subscriptions: db
      .selectFrom('resource_subscriptions')
      .select(['sectors', 'languages'])
      .where('community_id', '=', community)
      .where('member_id', '=', member),
    resource_collections: db
      .selectFrom('resource_collections')
      .select(['title', 'summary', 'visibility', 'made_at'])
      .where('community_id', '=', community)
      .where('member_id', '=', member)
      .orderBy('id'),
  };
}

const text = z.string().nullable();
const moment = z.int().transform((at) => new Date(at).toISOString());

/** The rows of `findingQueriesOf`, as a member reads them. */
export const findingRows = z.object({
  resource_saves: z.array(
    z
      .object({ link: text, file_name: text, made_at: moment })
      .transform(({ link, file_name: file, made_at: openedAt }) => ({ link, file, openedAt })),
  ),
  resource_subscriptions: z.array(
    z.object({ sectors: z.string().transform(sectorsColumn.read), languages: z.string().transform(languagesColumn.read) }),
  ),
  resource_collections: z.array(
    z
      .object({ title: z.string(), summary: z.string(), visibility: z.string(), made_at: moment })
      .transform(({ made_at: madeAt, ...words }) => ({ ...words, madeAt })),
  ),
});
