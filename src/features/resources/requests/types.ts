import type { Id, MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Instant, LocalDate } from '../../../core/time.js';
import type { InLanguages, ResourceId, ResourceState } from '../types.js';

export type RequestId = Id<'resource request'>;
export type AnswerId = Id<'resource answer'>;

/**
 * `draft`: only its author sees it. `open`: nobody has answered, or what they gave was not it. `answered`: its author has not said
 * yet whether it helps. `confirmed`: it does. `closed` by an organiser, `withdrawn` by its author; `left`: its author has gone.
 */
export const REQUEST_STATES = ['draft', 'open', 'answered', 'confirmed', 'closed', 'withdrawn', 'left'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** Why an author takes a request back. */
export const WITHDRAWALS = ['found', 'not-needed', 'too-late', 'other'] as const;
export type Withdrawal = (typeof WITHDRAWALS)[number];

/** What somebody looks for, in their own words. */
export interface Wanted {
  readonly what: string;
  readonly purpose: string;
  /** Members who offer know-how and work in one of these are asked; may be empty. */
  readonly sectors: readonly string[];
  /** Null: any. */
  readonly language: Language | null;
  readonly deadline: LocalDate | null;
}

export interface ResourceRequest extends Wanted {
  readonly id: RequestId;
  /** Null once its author is erased. */
  readonly member: MemberId | null;
  readonly state: RequestState;
  /** Whether others read who asks. */
  readonly named: boolean;
  /** An organiser's words, or the code of a withdrawal. */
  readonly reason: string | null;
  readonly madeAt: Instant;
  readonly askedAt: Instant | null;
  /** When the first answer came. */
  readonly answeredAt: Instant | null;
  /** When it was confirmed, closed or withdrawn. */
  readonly endedAt: Instant | null;
}

/** `given`: nobody has said yet whether it helps. `passed`: something else helped, or the request has ended otherwise. */
export type AnswerState = 'given' | 'confirmed' | 'declined' | 'passed';

export interface Answer {
  readonly id: AnswerId;
  readonly request: RequestId;
  /** Null once they are erased. */
  readonly member: MemberId | null;
  readonly state: AnswerState;
  /** Whether the requester reads who helps. */
  readonly named: boolean;
  readonly note: string;
  /** What the requester said to it. */
  readonly reply: string;
  readonly madeAt: Instant;
  /** Null: it is deleted for good. */
  readonly resource: {
    readonly id: ResourceId;
    readonly title: string;
    readonly titles: InLanguages;
    readonly state: ResourceState;
  } | null;
}

export interface WholeRequest extends ResourceRequest {
  /** The newest first. */
  readonly answers: readonly Answer[];
}

/** What somebody who was asked, or came by themselves, wants to do about a request. */
export type Will = 'yes' | 'no';
