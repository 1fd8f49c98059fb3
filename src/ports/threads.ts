import type { OutgoingMessage } from '../core/message.js';
import type { Instant } from '../core/time.js';
import type { ConversationRef, MessageRef } from './places.js';
import type { PostOptions } from './post-options.js';

/** A thread and its opening post. */
export interface OpenedThread {
  readonly thread: ConversationRef;
  readonly message: MessageRef;
}

/** Threads in channels. `ChatAdapter.post`, `update`, `remove` and `find` work in a thread as in any conversation. */
export interface Threads {
  /**
   * Opens a thread in a channel with `message` as its opening post. Effectively once: a thread that was opened with the same
   * `options.key` is returned, and an opening that ended half-way is completed.
   * @param title Cut at a word where the platform allows fewer characters; the opening post has it in full.
   * @throws {DeliveryError}
   */
  open(channel: ConversationRef, title: string, message: OutgoingMessage, options: PostOptions): Promise<OpenedThread>;
  /**
   * Searches for the thread that was opened with this key; `undefined` if there is none, or if its opening is incomplete.
   * @param since The thread is not older than this moment.
   * @throws {DeliveryError} If the platform cannot tell.
   */
  find(channel: ConversationRef, key: string, since?: Instant): Promise<OpenedThread | undefined>;
  /**
   * Ends the discussion: where the platform can close threads, people can't write there afterwards. Closing a closed thread changes nothing. The bot
   * may still post there, a closing summary for instance, and the thread stays closed for people.
   * @throws {DeliveryError}
   */
  close(thread: ConversationRef): Promise<void>;
  /**
   * Lets people write in a closed thread again. Reopening an open thread changes nothing.
   * @throws {DeliveryError}
   */
  reopen(thread: ConversationRef): Promise<void>;
}
