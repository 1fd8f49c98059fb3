import { type Kysely, sql } from 'kysely';
import type { CommunityId, MemberId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { preparedRows } from '../../../sql/prepared.js';
import { findRows, findValues, insertMany, notIn, removeRows, saveRow, updateRows } from '../../../sql/rows.js';
import type { RequestId, Will } from '../requests/types.js';
import type { RequestTables } from './request-tables.js';

const openQuestions = (db: Kysely<RequestTables>, community: CommunityId, member: MemberId) =>
  db
    .selectFrom('resource_askings as asking')
    .innerJoin('resource_requests as request', 'request.id', 'asking.request_id')
    .select('asking.request_id')
    .where('asking.community_id', '=', community)
    .where('asking.member_id', '=', member)
    .where('asking.asked_at', 'is not', null)
    .where('asking.will', 'is', null)
    .where('request.state', '=', 'open')
    .orderBy('asking.request_id');

const unseenQuestions = preparedRows<{ community: CommunityId; member: MemberId; limit: number }>()((db: Kysely<RequestTables>, argument) =>
  openQuestions(db, argument('community'), argument('member')).where('asking.shown_at', 'is', null).limit(argument('limit')),
);

/** Whom the bot has asked to help, and who wants to. */
export function askingStore({ db: base, community, traits }: Tx) {
  const db = base.withTables<RequestTables>();
  const place = { db, community };

  return {
    /** Those who are known already stay as they are. */
    async ask(request: RequestId, members: readonly MemberId[], at: Instant): Promise<void> {
      await insertMany(
        place,
        'resource_askings',
        members.map((member) => ({ request_id: request, member_id: member, asked_at: at, shown_at: null, will: null })),
      );
    },
    /** Everybody whom it was put to, or who came by themselves. */
    async askedOf(request: RequestId): Promise<ReadonlyMap<MemberId, Will | null>> {
      const rows = await findRows(place, 'resource_askings', ['member_id', 'will'], { request_id: request });
      return new Map(rows.map(({ member_id, will }) => [member_id, will]));
    },
    /** How many questions each member was asked since then, so that the same ones are not asked again and again. */
    async burdens(since: Instant): Promise<ReadonlyMap<MemberId, number>> {
      const rows = await db
        .selectFrom('resource_askings')
        .select(['member_id', sql<number | string>`count(*)`.as('count')])
        .where('community_id', '=', community)
        .where('asked_at', '>=', since)
        .groupBy('member_id')
        .execute();
      return new Map(rows.map(({ member_id, count }) => [member_id, Number(count)]));
    },
    async will(request: RequestId, member: MemberId, will: Will): Promise<void> {
      await saveRow(place, 'resource_askings', { request_id: request, member_id: member }, { will });
    },
    /** Requests that a member is asked about; `unseen`: only those of which they have not been shown the question. */
    questionsOf(member: MemberId, limit: number, only?: 'unseen'): Lookup<readonly RequestId[]> {
      const unseen = unseenQuestions({ db, traits }, { community, member, limit });
      const query = only ? unseen : openQuestions(db, community, member).limit(limit);
      return lookup<{ request_id: RequestId }, readonly RequestId[]>(query, (rows) => rows.map(({ request_id }) => request_id));
    },
    async noteQuestionsShown(requests: readonly RequestId[], member: MemberId, at: Instant): Promise<void> {
      await updateRows(place, 'resource_askings', { shown_at: at }, { request_id: requests, member_id: member });
    },
    /** Who said that they would help and have not yet. */
    async promised(request: RequestId): Promise<readonly MemberId[]> {
      const answers = db.selectFrom('resource_answers').select('member_id').where('request_id', '=', request);
      const helped = answers.where('member_id', 'is not', null);
      const promised = { request_id: request, will: 'yes', member_id: notIn<MemberId>(helped) } as const;
      return findValues(place, 'resource_askings', 'member_id', promised, 'member_id');
    },
    async removeAskings(member: MemberId): Promise<void> {
      await removeRows(place, 'resource_askings', { member_id: member });
    },
    /** Questions about a member's own requests. */
    async removeOwnAskings(member: MemberId): Promise<void> {
      const own = await findValues(place, 'resource_requests', 'id', { member_id: member });
      await removeRows(place, 'resource_askings', { member_id: member, request_id: own });
    },
    /** Where both were asked, the one who stays keeps their answer, unless only the other has one. */
    async mergeAskings(from: MemberId, into: MemberId): Promise<void> {
      const own = await findRows(place, 'resource_askings', ['request_id', 'will'], { member_id: into });
      const kept = new Map(own.map(({ request_id, will }) => [request_id, will]));
      for (const { request_id, will } of await findRows(place, 'resource_askings', ['request_id', 'will'], { member_id: from })) {
        if (!kept.has(request_id)) await updateRows(place, 'resource_askings', { member_id: into }, { request_id, member_id: from });
        else if (kept.get(request_id) === null && will !== null)
          await updateRows(place, 'resource_askings', { will }, { request_id, member_id: into });
      }
      await removeRows(place, 'resource_askings', { member_id: from });
    },
  };
}
