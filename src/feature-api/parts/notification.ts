import type { OutgoingMessage } from '../../core/message.js';
import type { Audience } from '../../core/notification.js';
import type { OwnTitle } from '../../ports/chat.js';
import type { Lateness } from './job.js';
import type { NoticeName, POSTED } from './notice.js';

/**
 * A kind of message that the bot sends of its own accord. Only the kind and its arguments (ids) are stored; the message is
 * composed at delivery, from what is true then and in the reader's language of then.
 */
export interface Notification<C> {
  readonly kind: string;
  /** The notice of its feature that a person knows it by; `posted` if it never goes to one person. */
  readonly notice: NoticeName | typeof POSTED;
  /** `asked`: the answer to what the reader just did, or a reminder that they asked for; sent in quiet hours too. */
  readonly urgency: 'normal' | 'asked';
  readonly lateness: Lateness;
  /**
   * When the outcome of an earlier try is unknown: `hold`: an organiser decides, since none is better than two; `resend`:
   * two are better than none. See docs/reliability.md.
   */
  readonly onUnknownOutcome: 'hold' | 'resend';
  /**
   * While its platform is away it waits for up to a month, in its place before later ones, and does not fail within hours. Another
   * trouble than the platform's absence does not make the later ones wait so long.
   */
  readonly patient?: true;
  /** Organisers are not told whom it is for, also where they have to decide about it. */
  readonly readerIsSecret?: true;
  /** It asks organisers to decide something; their home page and commands remind them until it says `drop`. */
  readonly decision?: true;
  /** It shows `greetingCards`: what an organiser was sent last is edited when the first steps change. */
  readonly greets?: true;
  /** Runs outside any transaction. */
  readonly compose: (context: C, args: unknown, delivery: ComposeInput) => Promise<Composed>;
}

export interface ComposeInput {
  readonly audience: Audience;
  /** What a person wrote, if the delivery carries it; undefined once it was delivered or erased. */
  readonly words?: string;
}

/** A message, or why it no longer makes sense (for the log: no names, no words of people). */
export type Composed =
  /** `groupTitle`: the title of a private group that this message opens; `ownTitle`: what each reads in place of it, where that can be. */
  { readonly message: OutgoingMessage; readonly groupTitle?: string; readonly ownTitle?: OwnTitle } | { readonly drop: string };
