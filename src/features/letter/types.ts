import type { Id, MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Instant } from '../../core/time.js';
import type { LetterPeriod, LetterSection } from '../../feature-api/index.js';
import type { LetterMonth } from './rules/times.js';

export type { LetterMonth } from './rules/times.js';

export type LetterId = Id<'letter'>;
export type ConsentId = Id<'letter consent'>;

/** `lapsed`: nobody approved it until the next one, or nothing was left of it. */
export const LETTER_STATES = ['draft', 'approved', 'sent', 'lapsed'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** What features told when the letter was written, in each language. */
export type Content = Readonly<Record<Language, readonly LetterSection[]>>;

export interface Letter {
  readonly id: LetterId;
  readonly month: LetterMonth;
  readonly state: LetterState;
  /** Counts each change, so that organisers approve what they have read. */
  readonly version: number;
  readonly from: Instant;
  readonly to: Instant;
  readonly sendAt: Instant;
  readonly content: Content;
  readonly approvedBy: MemberId | null;
  readonly approvedAt: Instant | null;
  readonly sentAt: Instant | null;
}

/** The item of an edit that concerns the letter itself: its subject and its opening words. */
export const OPENING = '';

/** What an organiser changed: the words of an item in one language, or whether it is in the letter at all. */
export interface Edit {
  readonly editor: MemberId | null;
  readonly language: Language;
  /** `events:12`, or `OPENING`. */
  readonly item: string;
  readonly title: string;
  readonly words: string;
  /** In all languages. */
  readonly leftOut: boolean;
  readonly madeAt: Instant;
}

/** A letter in one language, as it is read. */
export interface Written {
  readonly language: Language;
  readonly subject: string;
  readonly opening: string;
  readonly sections: readonly LetterSection[];
}

/** That a member agreed to letters by mail, to one address. */
export interface Consent {
  readonly id: ConsentId;
  readonly member: MemberId;
  readonly addressHash: string;
  readonly agreedAt: Instant;
  readonly stoppedAt: Instant | null;
  readonly refusedAt: Instant | null;
  /** What the mail server answered (`550 5.1.1`), or `bounced`. */
  readonly refusal: string | null;
}

/**
 * `sending`: an attempt has begun, and its outcome is not known yet; `unknown`: it never will be. `refused`: the server refused the
 * address for good. `dropped`: it was not wanted any more.
 */
export const MAIL_STATES = ['waiting', 'sending', 'sent', 'refused', 'bounced', 'failed', 'unknown', 'dropped'] as const;
export type MailState = (typeof MAIL_STATES)[number];

export interface LetterMail {
  readonly letter: LetterId;
  readonly member: MemberId;
  readonly addressHash: string;
  readonly state: MailState;
  readonly attempts: number;
  readonly reason: string | null;
}

export type MailCounts = Readonly<Record<MailState, number>>;

/** A version of a letter that an organiser has read. */
export interface Seen {
  readonly id: LetterId;
  readonly version: number;
}

export type { LetterPeriod, LetterSection };
