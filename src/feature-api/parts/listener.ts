import type { MemberId } from '../../core/ids.js';
import type { Reply } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Instant } from '../../core/time.js';
import type { StoredFile } from '../../ports/blobs.js';
import type { ConversationRef, Identity, KnownPost, MayRead, MessageRef, Platform, ThreadAct, ThreadLostEvent } from '../../ports/chat.js';

/** Hears of what members write in private groups, rooms and threads of the bot, by the group's key; never the text. */
export interface Listener<C> {
  readonly heard: (context: C, wrote: { readonly key: string; readonly member: MemberId; readonly at: Instant }) => Promise<void>;
  /**
   * A member wrote to the bot itself: in their direct conversation, or a message that mentions it. Returns whether the feature
   * answers; then no later one is asked.
   */
  readonly addressed?: (context: C, wrote: Addressed) => Promise<boolean>;
  /** What a message about this group shows has changed for these members: a message that stands is brought up to date. */
  readonly changed?: (context: C, about: { readonly key: string; readonly members: readonly MemberId[] }) => Promise<void>;
  /** Hears what happens in threads whose key begins with the feature's name; runs in the transaction of the event. */
  readonly thread?: (context: C, event: HeardInThread) => Promise<void>;
  /**
   * Told that somebody deleted or locked a thread on a platform, in the transaction that notes it; perhaps more than once. Returns
   * whether the feature sees to it, and tells who has to know.
   */
  readonly threadGone?: (context: C, thread: LostThread) => Promise<boolean>;
  /** Told that a deleted thread is opened again on a platform, with nothing but its opening post, in the transaction that plans it. */
  readonly threadAnew?: (context: C, thread: Pick<LostThread, 'key' | 'platform'>) => Promise<void>;
  /** The keys of the threads in which people discuss now: platforms look at start-up whether they are there. */
  readonly openThreads?: (context: C) => Promise<readonly string[]>;
  /**
   * Whether the feature needs what this member writes in this thread, and the member agreed. Without it no text is read; `files`: it needs
   * the files that come with it alone.
   */
  readonly mayRead?: (context: C, thread: { readonly key: string; readonly member: MemberId }) => Promise<MayRead>;
  /** The keys of the threads besides those in which members may change what the feature still keeps; the newest first. */
  readonly keptThreads?: (context: C) => Promise<readonly string[]>;
  /** What the feature knows of members' messages in this thread, so that what was changed in a gap is found. */
  readonly known?: (context: C, thread: { readonly key: string; readonly conversation: ConversationRef }) => Promise<readonly KnownPost[]>;
  /** The emojis, and their names, by which members' reactions mean something in this thread: those are compared after a gap. */
  readonly reactions?: (context: C, key: string) => Promise<readonly string[]>;
  /** Who may have reacted to a message of the thread with one of them, as far as the feature knows. */
  readonly reactedTo?: (context: C, of: { readonly key: string; readonly message: MessageRef }) => Promise<readonly MemberId[]>;
  /** A member opened the menu of a message in one of the feature's threads: what they can do with it. */
  readonly menu?: (context: C, request: Request, of: { readonly key: string; readonly message: MessageRef }) => Promise<Reply>;
}

/** Who wrote to the bot itself, and where, without the words. */
export interface Addressed {
  readonly member: MemberId;
  readonly account: Identity;
  readonly conversation: ConversationRef;
  readonly at: Instant;
}

/** A thread, by its key, and what became of it on a platform. */
export interface LostThread {
  readonly key: string;
  readonly platform: Platform;
  readonly how: ThreadLostEvent['how'];
}

/** What a member did in a thread, by the thread's key. */
export interface HeardInThread {
  readonly key: string;
  /** For a deletion, the author of the message; null if the platform does not tell. */
  readonly member: MemberId | null;
  readonly message: MessageRef;
  /** Its files are stored; those that the feature does not keep (`keepBlob`) are removed after an hour. */
  readonly what: ThreadAct<StoredFile>;
  readonly at: Instant;
}
