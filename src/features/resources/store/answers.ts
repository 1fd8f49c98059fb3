import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { findRows, insertRow, updateRows } from '../../../sql/rows.js';
import type { Answer, AnswerId, AnswerState, RequestId } from '../requests/types.js';
import type { ResourceId } from '../types.js';
import type { RequestTables } from './request-tables.js';

export type NewAnswer = Pick<Answer, 'request' | 'named' | 'note' | 'madeAt'> & {
  readonly member: MemberId;
  readonly resource: ResourceId;
};

/** What others gave. */
export function answerStore({ db: base, community }: Tx) {
  const place = { db: base.withTables<RequestTables>(), community };

  return {
    insertAnswer({ request, member, resource, named, note, madeAt }: NewAnswer): Promise<AnswerId> {
      return insertRow(place, 'resource_answers', {
        request_id: request,
        member_id: member,
        resource_id: resource,
        state: 'given',
        named: flag(named),
        note,
        reply: '',
        made_at: madeAt,
        decided_at: null,
      });
    },
    /** Decides about one that nobody has decided about. False if somebody has. */
    async decideAnswer(id: AnswerId, state: AnswerState, reply: string, at: Instant): Promise<boolean> {
      return (await updateRows(place, 'resource_answers', { state, reply, decided_at: at }, { id, state: 'given' })) > 0;
    },
    /** Something else has helped, or the request has ended. */
    async passAnswers(request: RequestId, at: Instant): Promise<void> {
      await updateRows(place, 'resource_answers', { state: 'passed', decided_at: at }, { request_id: request, state: 'given' });
    },
    /** Requests that a member has answered. */
    async answeredBy(member: MemberId): Promise<readonly RequestId[]> {
      const rows = await findRows(place, 'resource_answers', ['request_id'], { member_id: member }, 'id');
      return [...new Set(rows.map(({ request_id }) => request_id))];
    },
    async notesBy(member: MemberId): Promise<readonly string[]> {
      return (await findRows(place, 'resource_answers', ['note'], { member_id: member }, 'id')).map(({ note }) => note);
    },
    /** What counts of an answer stays, without words; the person goes with their row. */
    async clearNotes(member: MemberId): Promise<void> {
      await updateRows(place, 'resource_answers', { note: '', named: 0 }, { member_id: member });
    },
    async redirectAnswers(from: MemberId, into: MemberId): Promise<void> {
      await updateRows(place, 'resource_answers', { member_id: into }, { member_id: from });
    },
  };
}
