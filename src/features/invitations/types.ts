import type { Id, MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Instant } from '../../core/time.js';

export type EntryRequestId = Id<'entry-request'>;

export const REQUEST_KINDS = ['join', 'link'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** What a stranger asks of organisers: to become a member, or a new link to an account they have. */
export interface WaitingRequest {
  readonly id: EntryRequestId;
  readonly kind: RequestKind;
  /** Of the secret of the page on which somebody who wants to join waits. */
  readonly hash: string | null;
  readonly name: string;
  readonly organisation: string | null;
  readonly language: Language;
  readonly askedAt: Instant;
}

/** A link that was made for somebody. Its secret is in no table, so it can be shown only where it was made. */
export interface MadeLink {
  readonly member: MemberId;
  readonly link: string;
  readonly until: Instant;
}
