import type { Attachment, FormValues } from '../core/message.js';
import type { Instant } from '../core/time.js';
import type { Identity } from './identity.js';
import type { JoinEvent } from './joining.js';
import type { Matter } from './matter.js';
import type { ConversationRef, MessageRef } from './places.js';

/** An event from a platform. Events with the same `eventId` are one event that was delivered repeatedly. */
export interface InboundEvent {
  readonly eventId: string;
  readonly from: Identity;
  readonly conversation: ConversationRef;
  /** Fetches what the platform knows about the person; called only for people we do not know yet. Never throws. */
  readonly profile?: () => Promise<JoinEvent['profile'] | undefined>;
  /** The adapter has asked `Inbox.admit`, so that the person's budget is not asked again. */
  readonly isAdmitted?: boolean;
  /** It was taken over from another process, which brings the reply if it has handled the event after all. */
  readonly isResumed?: boolean;
}

export interface CommandEvent extends InboundEvent {
  readonly command: string;
  /** The text after the command's name, or options that the platform has parsed (members as user ids). */
  readonly input:
    | { readonly type: 'text'; readonly text: string; readonly files?: readonly Attachment[] }
    | { readonly type: 'options'; readonly subcommand: string; readonly values: Readonly<Record<string, string | number | Attachment>> };
}

export interface ActionEvent extends InboundEvent {
  readonly action: string;
  readonly values: readonly string[];
}

export interface FormEvent extends InboundEvent {
  readonly form: string;
  readonly values: FormValues;
}

/** Somebody opened the bot's entry in the menu of any message in any conversation; the message's words are not passed on. */
export interface MessageMenuEvent extends InboundEvent {
  readonly message: MessageRef;
  /** Absent where it holds neither links nor files. */
  readonly matter?: Matter;
}

export interface CompletionEvent extends InboundEvent {
  readonly command: string;
  readonly subcommand: string;
  readonly option: string;
  readonly typed: string;
}

/**
 * Somebody wrote a message. The event has no text, because people's conversations are private. What is written in the direct
 * conversation with the bot, and what mentions it, is written to the bot itself, which answers whatever the text is.
 */
export interface MessageEvent extends InboundEvent {
  readonly message: MessageRef;
  /** It mentions the bot; another event, perhaps one in a thread, tells that somebody wrote. */
  readonly mentionsBot?: true;
  readonly at: Instant;
}
