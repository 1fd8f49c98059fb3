import type { Message, OutgoingMessage, Reply } from '../core/message.js';
import type { Channel } from '../core/notification.js';
import type { Instant } from '../core/time.js';
import type { Capabilities } from './capabilities.js';
import type { HomePages } from './home-pages.js';
import type { Identity, Platform } from './identity.js';
import type { InboundInput } from './inbound.js';
import type { Inbox } from './inbox.js';
import type { JoinEvent } from './joining.js';
import type { NativeEvents } from './native-events.js';
import type { PlatformNeedName } from './needs.js';
import type { ConversationRef, MessageRef } from './places.js';
import type { PostOptions } from './post-options.js';
import type { Rooms } from './rooms.js';
import type { Threads } from './threads.js';

export { type Capabilities, THREADS_AND_FORMS } from './capabilities.js';
export type * from './chat-events.js';
export { DeliveryError } from './delivery-error.js';
export { type Identity, PLATFORMS, type Platform } from './identity.js';
export type { Inbox, Spending } from './inbox.js';
export type { JoinEvent, LeaveEvent } from './joining.js';
export { type Matter, type MatterFile, matterReadBy } from './matter.js';
export type * from './places.js';
export type { PostOptions } from './post-options.js';
export * from './thread-events.js';
export type { OpenedThread, Threads } from './threads.js';

/** A part of a connection: the platform's web API, Discord's gateway, Slack's sockets. */
export type LineName = 'rest' | 'gateway' | 'socket';

/**
 * A chat platform. An adapter translates and makes no decision about the community. It acknowledges every event at once,
 * passes it to the `Inbox`, and renders the reply.
 */
export interface ChatAdapter {
  readonly platform: Platform;
  readonly capabilities: Capabilities;
  /** Whether only one process may receive, because the platform would send each event to all of them or disconnect the others. */
  readonly receivesAlone: boolean;
  /** Present if the platform has a home page per person. */
  readonly home?: HomePages;
  /** Present if the platform has threads. */
  readonly threads?: Threads;
  /** Present if the platform has a calendar of its own. */
  readonly events?: NativeEvents;
  /** Present if people talk in rooms of the platform, and it tells who is there. */
  readonly rooms?: Rooms;
  /** The id of the workspace, server or chat that it serves; undefined until it is known. */
  space(): string | undefined;
  /** Signs in, so that the adapter can send without receiving. May be called again after `stop`. `start` includes it. */
  open(): Promise<void>;
  /** Starts to receive events; resolves when connected. */
  start(inbox: Inbox): Promise<void>;
  /**
   * Asks the platform for exactly what these needs mean, from the next `start` on or, if it receives now, at once: connecting anew
   * loses nothing that the platform tells. Returns the needs that the platform refuses; it receives without them.
   */
  meet?(needs: readonly PlatformNeedName[]): Promise<readonly PlatformNeedName[]>;
  /** Stops receiving and finishes pending work, within ten seconds. */
  stop(): Promise<void>;
  /** Whether it works now: it is opened or started, its token is accepted and, if it receives, it is connected. */
  connected(): boolean;
  /** What the connection is made of, and whether each part works; absent where it is one. */
  lines?(): Readonly<Partial<Record<LineName, boolean>>>;
  /**
   * Opens the direct conversation with a person.
   * @throws {DeliveryError}
   */
  openDirect(person: Identity): Promise<ConversationRef>;
  /**
   * Puts the private group of a key away, if there is one: it leaves the lists of those in it, and returns when somebody writes there.
   * Absent where groups take no room.
   * @throws {DeliveryError}
   */
  archiveGroup?(group: ConversationRef): Promise<void>;
  /**
   * Opens a private group of these people. The same `key` returns the same group, also after a restart.
   * @param title The name of a new group.
   * @param own What each of them reads in place of that, in their own language and with `names` of the others, where the platform can
   * show everyone another name.
   * @throws {DeliveryError}
   */
  openGroup(key: string, people: readonly Identity[], title: string, own?: OwnTitle): Promise<ConversationRef>;
  /** Handles an interaction that a process left before it was handled: as when it was received, but it is acknowledged already. */
  resume?(input: InboundInput): Promise<void>;
  /**
   * Brings the reply of an interaction that a process left after it was handled, and that may have arrived: only where it is found
   * again, or where bringing it again changes nothing. False if no such way is open.
   */
  answer?(input: Pick<InboundInput, 'eventId' | 'from' | 'route'>, reply: Reply): Promise<boolean>;
  /**
   * The channel that serves this purpose, or `undefined` if there is none. `posts`: only one that takes messages outside threads,
   * which a forum does not.
   */
  channel(purpose: Channel, takes?: 'posts'): Promise<ConversationRef | undefined>;
  /**
   * Checks a channel that an organiser wants to use for a purpose, before the setting is saved.
   * @param wanted The channel's id or name.
   * @throws {DeliveryError} If the platform cannot tell.
   */
  checkChannel(purpose: Channel, wanted: string): Promise<ChannelCheck>;
  /** The address at which people open a conversation or a thread; undefined if it has none, or while that is not known. */
  linkTo?(conversation: ConversationRef): string | undefined;
  /** What the platform tells of a person; undefined if there is none. Absent where nobody can be looked up. */
  profileOf?(person: Identity): Promise<JoinEvent['profile'] | undefined>;
  /** Whether this person administers the space now, by the platform's own rules. Never throws; `false` if unknown. */
  isAdministrator(person: Identity): Promise<boolean>;
  /**
   * Posts a message with the key `options.key`. Effectively once: if the platform can tell that the key was posted before,
   * the adapter returns that message.
   * @throws {DeliveryError}
   */
  post(to: ConversationRef, message: OutgoingMessage, options: PostOptions): Promise<MessageRef>;
  /**
   * Edits a message that the bot posted.
   * @throws {DeliveryError}
   */
  update(message: MessageRef, content: OutgoingMessage, options: Pick<PostOptions, 'mentions'>): Promise<void>;
  /**
   * Deletes a message that the bot posted, or with `Capabilities.moderation` what somebody wrote in a thread of the bot. One that is
   * gone already counts as deleted.
   * @throws {DeliveryError}
   */
  remove(message: MessageRef): Promise<void>;
  /**
   * Shows a message in a conversation to one person alone, without being asked and without a direct message. Present if the
   * platform can; some keep it only until the person's client is closed.
   * @throws {DeliveryError}
   */
  whisper?(to: ConversationRef, person: Identity, message: Message, options: Pick<PostOptions, 'key'>): Promise<void>;
  /**
   * Searches for the message with this key; `undefined` if it is not there. Called before any retry after an ambiguous
   * failure.
   * @param since The message is not older than this moment.
   * @throws {DeliveryError} If the platform cannot tell: `wait` and `ambiguous` are temporary, other outcomes are final.
   */
  find(conversation: ConversationRef, key: string, since?: Instant): Promise<MessageRef | undefined>;
  /**
   * What stands of a message with this key whose sending broke off between its parts, which `find` does not count as the message;
   * it can only be removed. Present if a message can have several parts.
   * @throws {DeliveryError} As `find`.
   */
  remains?(conversation: ConversationRef, key: string, since?: Instant): Promise<MessageRef | undefined>;
}

/** A catalogue key and its values but `names`. */
export interface OwnTitle {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** `open`: everyone in the space could read messages for organisers. `no-access`: the channel exists, but the bot cannot use it. */
export type ChannelCheck = 'usable' | 'missing' | 'open' | 'no-access';
