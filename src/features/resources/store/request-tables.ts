import type { Generated } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Instant, LocalDate } from '../../../core/time.js';
import { defineTables, type Flag, type Owned } from '../../../sql/tables.js';
import type { AnswerId, AnswerState, RequestId, RequestState, Will } from '../requests/types.js';
import type { ResourceId } from '../types.js';

export type RequestTables = {
  resource_requests: Owned & {
    id: Generated<RequestId>;
    member_id: MemberId | null;
    state: RequestState;
    what: string;
    purpose: string;
    sectors: string;
    language: Language | null;
    deadline: LocalDate | null;
    named: Flag;
    reason: string | null;
    made_at: Instant;
    asked_at: Instant | null;
    answered_at: Instant | null;
    ended_at: Instant | null;
  };
  resource_answers: Owned & {
    id: Generated<AnswerId>;
    request_id: RequestId;
    member_id: MemberId | null;
    resource_id: ResourceId | null;
    state: AnswerState;
    named: Flag;
    note: string;
    reply: string;
    made_at: Instant;
    decided_at: Instant | null;
  };
  /** Whom the bot has asked to help, and who wants to. */
  resource_askings: Owned & {
    request_id: RequestId;
    member_id: MemberId;
    /** Null: they came by themselves. */
    asked_at: Instant | null;
    /** When the question stood below an answer; after that only the home page asks. */
    shown_at: Instant | null;
    will: Will | null;
  };
};

export const requestTables = defineTables<RequestTables>({
  resource_requests: { key: ['id'], refersTo: ['communities', 'members'] },
  resource_answers: { key: ['id'], refersTo: ['resource_requests', 'members', 'resources'] },
  resource_askings: { key: ['request_id', 'member_id'], refersTo: ['resource_requests', 'members'] },
});
