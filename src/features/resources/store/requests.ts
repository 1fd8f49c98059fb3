import { type Expression, type Selectable, sql } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import { oncePerTx, type Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { allAs, insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import type { Answer, AnswerId, RequestId, RequestState, ResourceRequest, Wanted, WholeRequest } from '../requests/types.js';
import { answerStore } from './answers.js';
import { askingStore } from './askings.js';
import type { RequestTables } from './request-tables.js';
import { type ResourcesTables, readInLanguages, sectorsColumn } from './tables.js';

/** Others see these. */
const OPEN = ['open', 'answered'] as const satisfies readonly RequestState[];

const COLUMNS = [
  'id',
  'member_id',
  'state',
  'what',
  'purpose',
  'sectors',
  'language',
  'deadline',
  'named',
  'reason',
  'made_at',
  'asked_at',
  'answered_at',
  'ended_at',
] as const;

function toRequest(row: Omit<Selectable<RequestTables['resource_requests']>, 'community_id'>): ResourceRequest {
  const { id, state, what, purpose, language, deadline, reason } = row;
  return {
    id,
    state,
    what,
    purpose,
    language,
    deadline,
    reason,
    member: row.member_id,
    sectors: sectorsColumn.read(row.sectors),
    named: row.named === 1,
    madeAt: row.made_at,
    askedAt: row.asked_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
  };
}

export type RequestChange = Partial<Wanted & Pick<ResourceRequest, 'state' | 'named' | 'reason' | 'askedAt' | 'answeredAt' | 'endedAt'>>;

const columnsOf = ({ sectors, named, askedAt, answeredAt, endedAt, ...same }: RequestChange) => ({
  ...same,
  sectors: sectors && sectorsColumn.write(sectors),
  named: named === undefined ? undefined : flag(named),
  asked_at: askedAt,
  answered_at: answeredAt,
  ended_at: endedAt,
});

/** What members ask for. */
function requestStore({ db: base, community, traits }: Tx) {
  const db = base.withTables<RequestTables & ResourcesTables>();
  const place = { db, community };
  const select = () => db.selectFrom('resource_requests').select(COLUMNS).where('community_id', '=', community);

  /** `of`: numbers, or a query for them. */
  async function read(of: readonly RequestId[] | Expression<RequestId>): Promise<ReadonlyMap<RequestId, WholeRequest>> {
    const { requests, answers } = await readInOneStatement(
      { db, traits },
      {
        requests: select().where('id', 'in', of),
        answers: db
          .selectFrom('resource_answers as answer')
          .leftJoin('resources', 'resources.id', 'answer.resource_id')
          .select(['answer.id', 'answer.request_id', 'answer.member_id', 'answer.resource_id', 'answer.state', 'answer.named'])
          .select([
            'answer.note',
            'answer.reply',
            'answer.made_at',
            'resources.title',
            'resources.titles',
            'resources.state as resource_state',
          ])
          .where('answer.community_id', '=', community)
          .where('answer.request_id', 'in', of)
          .orderBy('answer.id', 'desc'),
      },
    );
    const toAnswer = (row: (typeof answers)[number]): Answer => ({
      id: row.id,
      request: row.request_id,
      member: row.member_id,
      state: row.state,
      named: row.named === 1,
      note: row.note,
      reply: row.reply,
      madeAt: row.made_at,
      resource:
        row.resource_id === null || row.title === null || row.resource_state === null
          ? null
          : { id: row.resource_id, title: row.title, titles: readInLanguages(row.titles), state: row.resource_state },
    });
    return new Map(
      requests.map((row) => [
        row.id,
        { ...toRequest(row), answers: answers.flatMap((one) => (one.request_id === row.id ? [toAnswer(one)] : [])) },
      ]),
    );
  }

  async function wholes(ids: readonly RequestId[]): Promise<readonly WholeRequest[]> {
    if (ids.length === 0) return [];
    const byId = await read(ids);
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  return {
    /** Those of these numbers that exist, in this order. */
    wholeRequests: wholes,
    async wholeRequest(id: RequestId): Promise<WholeRequest | undefined> {
      return (await wholes([id]))[0];
    },
    /** The request that an answer belongs to. */
    async requestOfAnswer(id: AnswerId): Promise<WholeRequest | undefined> {
      const of = db.selectFrom('resource_answers').select('request_id').where('community_id', '=', community).where('id', '=', id);
      return (await read(of.$asScalar())).values().next().value;
    },
    insertRequest(member: MemberId, { what, purpose, sectors, language, deadline }: Wanted, at: Instant): Promise<RequestId> {
      return insertRow(place, 'resource_requests', {
        member_id: member,
        state: 'draft',
        what,
        purpose,
        sectors: sectorsColumn.write(sectors),
        language,
        deadline,
        named: 0,
        reason: null,
        made_at: at,
        asked_at: null,
        answered_at: null,
        ended_at: null,
      });
    },
    /** Changes a request that is in one of these states. False if it is not, or not there. */
    async changeRequest(id: RequestId, from: readonly RequestState[], change: RequestChange): Promise<boolean> {
      return (await updateRows(place, 'resource_requests', columnsOf(change), { id, state: from })) > 0;
    },
    async removeRequests(ids: readonly RequestId[]): Promise<void> {
      if (ids.length > 0) await removeRows(place, 'resource_requests', { id: ids });
    },
    /** The newest first; only those in these states, if told. */
    async requestsOf(member: MemberId, limit: number, states?: readonly RequestState[]): Promise<readonly ResourceRequest[]> {
      const own = select().where('member_id', '=', member);
      const query = states === undefined ? own : own.where('state', 'in', states);
      return allAs(query.orderBy('id', 'desc').limit(limit), toRequest);
    },
    /** A page of them. */
    async pageOfRequests(member: MemberId, { offset, limit }: { readonly offset: number; readonly limit: number }) {
      const query = select().select(sql<number | string>`count(*) over ()`.as('total')).where('member_id', '=', member);
      const rows = await query.orderBy('id', 'desc').offset(offset).limit(limit).execute();
      return { requests: rows.map(toRequest), total: Number(rows[0]?.total ?? 0) };
    },
    /** A page of what is open, the oldest first. `by`: what was asked by then. */
    async openRequests({ offset, limit, by }: { readonly offset: number; readonly limit: number; readonly by?: Instant }) {
      let query = select().select(sql<number | string>`count(*) over ()`.as('total')).where('state', 'in', OPEN);
      if (by !== undefined) query = query.where('asked_at', '<=', by);
      const rows = await query.orderBy('id').offset(offset).limit(limit).execute();
      return { requests: rows.map(toRequest), total: Number(rows[0]?.total ?? 0) };
    },
    /** When requests were asked and answered, of those that were asked in this time. */
    async requestTimes({
      from,
      to,
    }: {
      readonly from: Instant;
      readonly to: Instant;
    }): Promise<readonly Pick<ResourceRequest, 'state' | 'sectors' | 'askedAt' | 'answeredAt'>[]> {
      const rows = await db
        .selectFrom('resource_requests')
        .select(['state', 'sectors', 'asked_at as askedAt', 'answered_at as answeredAt'])
        .where('community_id', '=', community)
        .where('asked_at', '>=', from)
        .where('asked_at', '<', to)
        .execute();
      return rows.map((row) => ({ ...row, sectors: sectorsColumn.read(row.sectors) }));
    },
    /** Drafts that nobody came back to. */
    async draftsBefore(until: Instant): Promise<readonly RequestId[]> {
      const rows = await select().where('state', '=', 'draft').where('made_at', '<', until).execute();
      return rows.map(({ id }) => id);
    },
    /** What counts of a request stays, without words; the person goes with their row. */
    async clearRequest(id: RequestId): Promise<void> {
      await updateRows(place, 'resource_requests', { what: '', purpose: '', reason: null, named: 0 }, { id });
      await updateRows(place, 'resource_answers', { reply: '' }, { request_id: id });
    },
    async redirectRequests(from: MemberId, into: MemberId): Promise<void> {
      await updateRows(place, 'resource_requests', { member_id: into }, { member_id: from });
    },
  };
}

/** The queries on the tables of requests. */
export const requestsStore = oncePerTx(requestStore, answerStore, askingStore);
