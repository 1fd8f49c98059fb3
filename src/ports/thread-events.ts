import type { FileStream } from '../core/message.js';
import type { Instant } from '../core/time.js';
import type { InboundEvent } from './chat-events.js';
import type { Identity } from './identity.js';
import type { ConversationRef, MessageRef } from './places.js';

/**
 * What somebody did in a thread of the bot. Events of one thread arrive in the order in which the platform sent them; what the
 * bot itself does is not reported. `content` is there only if `Inbox.mayRead` allowed it: otherwise the adapter drops what was
 * written. A post in a thread of the bot is a `ThreadEvent` and no `MessageEvent`.
 */
export interface ThreadEvent extends Omit<InboundEvent, 'from'> {
  /** Who did it. For a deletion, the author of the message; null if the platform does not tell. */
  readonly from: Identity | null;
  /** The thread. */
  readonly conversation: ConversationRef;
  readonly what: ThreadAct<FileStream>;
  /** The message that was posted, edited, deleted or reacted to. */
  readonly message: MessageRef;
  readonly at: Instant;
}

/** A thread of the bot in which people can write: perhaps again. */
export interface ThreadUnlockedEvent {
  readonly eventId: string;
  /** The thread. */
  readonly conversation: ConversationRef;
}

/**
 * Something that people did to a thread of the bot itself. `channel-deleted`: with the channel that it stood in. What the bot has
 * done is reported too: the app knows that, and tells features what people did.
 */
export type ThreadLostEvent = ThreadUnlockedEvent &
  (
    | { readonly how: 'deleted' | 'channel-deleted' }
    /** `at`: when the platform was asked, which said that the thread is locked now. */
    | { readonly how: 'locked'; readonly at: Instant }
  );

/** What somebody does in a thread; `File`: what is known of the files that come with it. */
export type ThreadAct<File> =
  | { readonly type: 'posted' | 'edited'; readonly content?: Contribution<File> }
  | { readonly type: 'deleted' }
  /** The emoji itself, or its name where the platform has only that. */
  | { readonly type: 'reacted' | 'unreacted'; readonly emoji: string };

/** What contributions may bring in files: as much as a message of each platform can hold, since they are copied to each. */
export const CONTRIBUTION_FILES = { count: 10, bytes: 10 * 1024 * 1024 } as const;

/** What may be read of what somebody writes in a thread: all of it, nothing, or the files that come with it and no word. */
export type MayRead = boolean | 'files';

/** What a member wrote in a thread. The text is plain: mentions, links and emoji as a reader sees them. */
export interface Contribution<File = FileStream> {
  readonly text: string;
  /** From an adapter: streams that are read while the event is handled, if at all. */
  readonly files: readonly File[];
  /** Files that came with it and could not be brought: too large, or the platform did not give them. */
  readonly unread?: readonly UnreadFile[];
}

/** A file of which only this is known. */
export interface UnreadFile {
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
}

/** Threads of the bot in which what people write is heard. */
export interface FollowedThreads {
  /** People discuss there now. */
  readonly open: readonly ConversationRef[];
  /** The discussion has ended, and what was written is still kept. */
  readonly kept: readonly ConversationRef[];
}

/** What is known of the reactions to messages in a thread. */
export interface KnownReactions {
  /** The emojis that mean something there, and their names; no others need to be read. */
  readonly emojis: readonly string[];
  /** How many people’s reactions were heard that were not taken away since; the emoji as `bareEmoji` writes it. */
  readonly heard: readonly { readonly message: string; readonly emoji: string; readonly count: number }[];
}

/** The people whose reactions with an emoji stand on a message of a thread, as a platform shows them after a gap. */
export interface StandingReactions extends Pick<ThreadEvent, 'conversation' | 'message'> {
  readonly emoji: string;
  readonly from: readonly Identity[];
  /** Whether the platform shows everybody's: otherwise none counts as taken away. */
  readonly isWhole: boolean;
}

/** What is known of a message that somebody wrote in a thread. */
export interface KnownPost {
  readonly id: string;
  /** When it was written or, as far as that was heard, changed last. */
  readonly at: Instant;
  /** It was deleted by its author, or by the bot itself. */
  readonly isGone: boolean;
}
