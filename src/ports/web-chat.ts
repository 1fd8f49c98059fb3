import type { MemberId } from '../core/ids.js';
import type { Picture } from '../core/message.js';
import type { Instant } from '../core/time.js';
import type { Identity } from './identity.js';

/** The web chat keeps its own conversations and messages, as Slack and Discord keep theirs. `user` is a web account's id. */
export interface WebConversation {
  readonly id: string;
  readonly kind: 'direct' | 'group' | 'channel';
  /** Our key: `direct:<user>`, a group's key, or a channel's purpose. Unique. */
  readonly key: string;
  /** A group's may be an `OwnTitle` as JSON. */
  readonly title: string;
  /** Empty for a channel: everyone is in it. */
  readonly users: readonly string[];
}

/** How far the talk in a conversation has come. */
export interface WebTalk {
  /** Its newest message; 0 if it has none. */
  readonly newest: number;
  /** Put away, and nobody has written there since. */
  readonly isClosed: boolean;
}

export interface WebMessage {
  readonly id: number;
  /** Grows with each insert and update in the whole chat, in the order of commits: how far a page has caught up. */
  readonly revision: number;
  readonly conversation: string;
  /** The message that this one answers in a thread. */
  readonly thread: number | null;
  /** Null: the bot. */
  readonly author: string | null;
  /** The only person who may see it; null for everyone in the conversation. */
  readonly onlyFor: string | null;
  readonly at: Instant;
  readonly editedAt: Instant | null;
  /** A person's text, or a `Message` of the bot as JSON (files without bytes, with their blob keys). */
  readonly content:
    | { readonly type: 'text'; readonly text: string; readonly files: readonly WebFile[] }
    | { readonly type: 'message'; readonly json: string; readonly files: readonly WebFile[] };
  /** The delivery's key; unique where there is one. */
  readonly key: string | null;
  /** Set if the bot opened a thread with this message: whether people may write there. */
  readonly opened: 'open' | 'closed' | null;
}

export interface WebFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  readonly picture?: Picture | undefined;
}

export interface WebUser {
  readonly user: string;
  readonly name: string;
}

export interface WebChatRepository {
  users(): Promise<readonly WebUser[]>;
  saveUser(user: WebUser): Promise<void>;
  conversation(id: string): Promise<WebConversation | undefined>;
  conversationByKey(key: string): Promise<WebConversation | undefined>;
  /** Channels, and the direct conversation and groups that `user` is in. */
  conversationsOf(user: string): Promise<readonly WebConversation[]>;
  insertConversation(conversation: WebConversation): Promise<void>;
  /** Puts a group away until somebody writes there. */
  close(conversation: string): Promise<void>;
  /** The talk in each conversation that the user has. */
  talks(user: string): Promise<ReadonlyMap<string, WebTalk>>;
  /** The newest `limit` before `before` that `user` may see, oldest first; thread answers only when `thread` is told. */
  messages(query: {
    readonly conversation: string;
    readonly user: string;
    readonly thread?: number;
    readonly before?: number;
    readonly limit: number;
  }): Promise<readonly WebMessage[]>;
  message(id: number): Promise<WebMessage | undefined>;
  /** Bytes of the files that `user` sent. */
  storedBytes(user: string): Promise<number>;
  /** All that `user` wrote, oldest first. */
  writtenBy(user: string): Promise<readonly WebMessage[]>;
  messageByKey(key: string): Promise<WebMessage | undefined>;
  /**
   * A key that is there already inserts nothing: the id of its message is returned.
   * @param message With `opens`, the bot opens a thread with it. With a `fleetingKey`, earlier ones of its word for the same person are removed.
   */
  insertMessage(message: Omit<WebMessage, 'id' | 'revision' | 'editedAt' | 'opened'> & { readonly opens?: boolean }): Promise<number>;
  /** Removes what was to be kept until now at most; returns when the next such message ends. */
  expire(now: Instant): Promise<Instant | undefined>;
  /** What `user` may see (thread answers too) and changed after the revision `after`, by revision. */
  changes(query: { readonly user: string; readonly after: number; readonly limit: number }): Promise<readonly WebMessage[]>;
  /** What these accounts wrote for everyone in a place after the revision `after` and did not change since, by revision; and the newest revision. */
  newSince(query: {
    readonly authors: readonly string[];
    readonly after: number;
  }): Promise<{ readonly revision: number; readonly messages: readonly WebMessage[] }>;
  /** The greatest message id and revision so far, 0 in an empty chat; and how many people were erased. */
  newest(): Promise<{ readonly message: number; readonly revision: number; readonly erasures: number }>;
  /** Gives the message a new revision too. */
  updateMessage(id: number, content: WebMessage['content'], at: Instant): Promise<void>;
  /** Closes or reopens a thread that the bot opened with the message, which gets a new revision if that changes anything. */
  setThread(id: number, state: 'open' | 'closed'): Promise<void>;
  /** Deletes the message, the answers below it and their files; counts as an erasure in `newest`, so that open pages notice. */
  removeMessage(id: number): Promise<void>;
  /** How many answers each has that `user` may see. */
  threadCounts(messages: readonly number[], user: string): Promise<ReadonlyMap<number, number>>;
  file(id: string): Promise<(WebFile & { readonly bytes: Uint8Array }) | undefined>;
  /** Its bytes in order, a piece of them at a time; none if it is not there. */
  filePieces(id: string): AsyncIterable<Uint8Array>;
  saveFile(file: WebFile & { readonly bytes: Uint8Array }): Promise<void>;
  lastRead(user: string): Promise<ReadonlyMap<string, number>>;
  markRead(user: string, conversation: string, message: number): Promise<void>;
  /** Messages of others (thread answers too) that `user` may see and that are newer than what they read, in each conversation of theirs. */
  unread(user: string): Promise<ReadonlyMap<string, number>>;
}

/** A signed-in browser, or a one-use link that makes one. Only hashes of the secrets are kept. */
export interface WebSession {
  readonly hash: string;
  readonly kind: 'link' | 'session';
  readonly member: MemberId | null;
  readonly user: string;
  readonly expiresAt: Instant;
}

export interface WebSessionRepository {
  insert(session: WebSession): Promise<void>;
  /** Finds a session by its secret, and removes it if it has expired. */
  find(hash: string, now: Instant): Promise<WebSession | undefined>;
  /** Moves the moment at which it runs out. */
  prolong(hash: string, expiresAt: Instant): Promise<void>;
  /** True for the one call that removes it. */
  consume(hash: string): Promise<boolean>;
  removeUser(user: string): Promise<void>;
  /** Ends the sessions and links of all these accounts, of whatever platform; returns how many sessions there were. */
  removeAccounts(accounts: readonly Identity[]): Promise<number>;
  /** Deletes what has run out by `now`; returns when the next one does. */
  expire(now: Instant): Promise<Instant | undefined>;
}

/** The key of a private message that is kept until a moment, and as long as there is no newer one of its word for the same person. */
export function fleetingKey(word: string, until: Instant, eventId: string): string {
  return `fleeting:${until}:${word}:${eventId}`;
}
