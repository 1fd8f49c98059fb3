import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import type { RequestTables } from './request-tables.js';
import { type ResourcesTables, sectorsColumn } from './tables.js';

/** All that is a member's of requests, as queries that an export runs together with those of others. */
export function requestQueriesOf({ db: base, community }: Tx, member: MemberId) {
  const db = base.withTables<RequestTables & ResourcesTables>();
  return {
    resource_requests: db
      .selectFrom('resource_requests')
      .select(['what', 'purpose', 'sectors', 'language', 'deadline', 'named', 'state', 'reason', 'made_at', 'asked_at', 'ended_at'])
      .where('community_id', '=', community)
      .where('member_id', '=', member)
      .orderBy('id'),
    resource_answers: db
      .selectFrom('resource_answers')
      .leftJoin('resources', 'resources.id', 'resource_answers.resource_id')
      .select(['resources.title', 'resource_answers.state', 'resource_answers.named', 'resource_answers.note', 'resource_answers.made_at'])
      .where('resource_answers.community_id', '=', community)
      .where('resource_answers.member_id', '=', member)
      .orderBy('resource_answers.id'),
    resource_askings: db
      .selectFrom('resource_askings')
      .select(['request_id', 'asked_at', 'will'])
      .where('community_id', '=', community)
      .where('member_id', '=', member)
      .orderBy('request_id'),
  };
}

const text = z.string().nullable();
const moment = z.int().transform((at) => new Date(at).toISOString());
const yes = z.int().transform((value) => value === 1);

const request = z
  .object({
    what: z.string(),
    purpose: z.string(),
    sectors: z.string().transform((sectors) => sectorsColumn.read(sectors)),
    language: text,
    deadline: text,
    named: yes,
    state: z.string(),
    reason: text,
    made_at: moment,
    asked_at: moment.nullable(),
    ended_at: moment.nullable(),
  })
  .transform(({ made_at: writtenAt, asked_at: askedAt, ended_at: endedAt, ...rest }) => ({ ...rest, writtenAt, askedAt, endedAt }));

const answer = z
  .object({ title: text, state: z.string(), named: yes, note: z.string(), made_at: moment })
  .transform(({ title: gave, made_at: at, ...rest }) => ({ gave, ...rest, at }));

const asking = z
  .object({ request_id: z.int(), asked_at: moment.nullable(), will: text })
  .transform(({ request_id: number, asked_at: askedAt, will: said }) => ({ request: number, askedAt, said }));

/** The rows of `requestQueriesOf`, as a member reads them. */
export const exportedRequests = z.object({
  resource_requests: z.array(request),
  resource_answers: z.array(answer),
  resource_askings: z.array(asking),
});
