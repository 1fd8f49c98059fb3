import type { Completion } from '../core/command.js';
import type { MudhifError } from '../core/errors.js';
import type { Attachment, FileStream, FormValues, Message, OutgoingMessage, Reply } from '../core/message.js';
import type { Channel } from '../core/notification.js';
import type { Instant } from '../core/time.js';
import type { HomePages } from './home-pages.js';
import type { Identity, Platform } from './identity.js';
import type { InboundInput } from './inbound.js';
import type { JoinEvent, LeaveEvent } from './joining.js';
import type { InterestEvent, NativeEvents } from './native-events.js';
import type { PlatformNeedName } from './needs.js';
import type { PresenceEvent, Rooms } from './rooms.js';

export { DeliveryError } from './delivery-error.js';
export { type Identity, PLATFORMS, type Platform } from './identity.js';
export type { JoinEvent, LeaveEvent } from './joining.js';

export type ConversationKind = 'direct' | 'group' | 'channel' | 'thread';

/** Where people read and write besides threads. */
export type PlaceKind = Exclude<ConversationKind, 'thread'>;

export interface ConversationRef {
  readonly platform: Platform;
  readonly space: string;
  /** The platform's id; a thread's is made by its adapter from whatever finds the thread again. */
  readonly id: string;
  readonly kind: ConversationKind;
}

/** A conversation that is not a thread. */
export interface PlaceRef extends ConversationRef {
  readonly kind: PlaceKind;
}

export interface MessageRef {
  readonly conversation: ConversationRef;
  readonly id: string;
}

/** What a channel is used for. The features define the purposes; adapters get them as data and name none themselves. */
export interface ChannelPurpose {
  /** Identifies the purpose in settings, destinations and problem reports. */
  readonly name: string;
  /** Names by which a channel serves this purpose when organisers have not chosen one, in all languages. */
  readonly usualNames: readonly string[];
  /** `organisers`: a channel that everyone in the space can read must not serve this purpose. */
  readonly readers: 'everyone' | 'organisers';
  /** Everything is posted there in threads, so that a channel which holds nothing but threads can serve too. */
  readonly inThreads?: boolean;
  /** The purpose whose channel serves when this one has none. */
  readonly fallback?: string;
  /** Whether joining this channel counts as joining the community. */
  readonly welcomes: boolean;
}

/** What a platform can do. The app falls back by these, never by a platform's name. */
export interface Capabilities {
  readonly privateReplies: boolean;
  readonly privateGroups: boolean;
  readonly threads: boolean;
  readonly forms: boolean;
  readonly files: boolean;
  /** Whether the bot may delete what people wrote in its threads. */
  readonly moderation?: boolean;
  /** Whether the bot may open a direct conversation with someone who never wrote to it (a welcome, say). */
  readonly unaskedDirectMessages: boolean;
  /** The platform has one fixed channel per purpose, so organisers have none to choose. */
  readonly fixedChannels?: boolean;
}

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
   * Ends the discussion: where the platform can, people write there no more. Closing a closed thread changes nothing. The bot
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

/** `open`: everyone in the space could read messages for organisers. `no-access`: the channel exists, but the bot cannot use it. */
export type ChannelCheck = 'usable' | 'missing' | 'open' | 'no-access';

export interface PostOptions {
  /** Unique to the message, at most 120 characters. */
  readonly key: string;
  /** The account of each mentioned member on this platform, by member id; members without one are left out. */
  readonly mentions: ReadonlyMap<number, Identity>;
  /**
   * Awaited once the rate limits permit the post, before the first request that could make it visible. The caller commits
   * here what a crash must not lose. If it throws, nothing is sent and `post` throws the same error.
   */
  readonly onSending?: () => Promise<void>;
}

/** What people may do so many times within a while. */
export type Spending = 'command' | 'click' | 'post' | 'upload' | 'export';

/** An event from a platform. Events with the same `eventId` are one event that was delivered repeatedly. */
export interface InboundEvent {
  readonly eventId: string;
  readonly from: Identity;
  readonly conversation: ConversationRef;
  /** Fetches what the platform knows about the person; called only for people we do not know yet. Never throws. */
  readonly profile?: () => Promise<JoinEvent['profile'] | undefined>;
  /** The adapter has asked `Inbox.admit`, so that the person's budget is not asked again. */
  readonly isAdmitted?: boolean;
  /** It was taken over: if another process has handled it meanwhile after all, that one brings the reply. */
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

/** Somebody opened the bot's entry in the menu of a message: anybody's, in any conversation. The message's words do not come along. */
export interface MessageMenuEvent extends InboundEvent {
  readonly message: MessageRef;
  /** Absent where it holds neither links nor files. */
  readonly matter?: Matter;
}

/** What a message holds besides its words. */
export interface Matter {
  readonly links: readonly string[];
  readonly files: readonly MatterFile[];
}

/** A file of a message that stands on a platform. */
export interface MatterFile {
  readonly name: string;
  /** In bytes, as the platform says. */
  readonly size: number;
  /** Undefined if the platform does not give it out. Never throws. */
  readonly read: () => Promise<Attachment | undefined>;
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
  /** It mentions the bot. That somebody wrote is told by another event, which may be one in a thread. */
  readonly mentionsBot?: true;
  readonly at: Instant;
}

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

/**
 * Something that people did to a thread of the bot itself. `channel-deleted`: with the channel that it stood in. What the bot has
 * done is reported too: whoever hears it knows which threads should be there and open.
 */
export interface ThreadLostEvent {
  readonly eventId: string;
  /** The thread. */
  readonly conversation: ConversationRef;
  readonly how: 'deleted' | 'channel-deleted' | 'locked';
}

/** A thread of the bot in which people can write: perhaps again. */
export type ThreadUnlockedEvent = Omit<ThreadLostEvent, 'how'>;

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
  readonly size: number;
}

/**
 * The app's side: never throws, except for `receive`; a failure becomes a reply that the person can read.
 *
 * An interaction (command, button, form, menu of a message) goes through four steps: `receive` before it is acknowledged, `command`,
 * `action`, `form` or `menu` with the same event id, the adapter brings the reply, `answered`. What a process leaves unfinished when it ends,
 * another one finishes through `ChatAdapter.resume` and `ChatAdapter.answer`.
 */
export interface Inbox {
  /**
   * Whether a person may do this now, for an adapter that keeps messages itself: asked before it writes. Returns what to tell them if
   * they have done too much within a while.
   */
  admit(person: Identity, spendings: readonly Spending[]): Promise<MudhifError | undefined>;
  /**
   * Persists an interaction; resolves once it is on disk, shared with others that come at the same time. False if it is known
   * already, so that there is nothing to do. Throws if it can't be persisted: then it must not be acknowledged.
   */
  receive(input: InboundInput): Promise<boolean>;
  /** The reply has reached the person, or there was none: the interaction is finished. Not waited for. */
  answered(eventId: string): void;
  /** The reply did not reach the person, or perhaps did: it is shown with their next command or on their home page. */
  unanswerable(eventId: string): void;
  command(event: CommandEvent): Promise<Reply>;
  action(event: ActionEvent): Promise<Reply>;
  form(event: FormEvent): Promise<Reply>;
  menu(event: MessageMenuEvent): Promise<Reply>;
  complete(event: CompletionEvent): Promise<readonly Completion[]>;
  message(event: MessageEvent): Promise<void>;
  /**
   * Looks through a message that people can read for secrets of the bot that must not be known, such as a code that was pasted in
   * the wrong place, and makes them useless. Nothing else is done with the text, and it is not kept. Never throws.
   */
  overheard(text: string): Promise<void>;
  /**
   * Somebody posted, edited, deleted or reacted in a thread of the bot. An adapter that can't tell the bot's threads from others
   * passes posts below any message of the bot; of a thread without a key only the author's activity is noted.
   */
  thread(event: ThreadEvent): Promise<void>;
  /**
   * Whether a feature asked to read this thread and this person agreed; `files`: the text is left out. Asked before any text leaves the adapter, also to be
   * persisted by `receive`. False if it can't be found out.
   */
  mayRead(thread: ConversationRef, author: Identity): Promise<MayRead>;
  /**
   * The ids of people's messages in a thread that a feature has copied: an adapter whose platform does not tell again what was
   * deleted while nobody heard looks whether they are there. Empty if that can't be found out.
   */
  copied(thread: ConversationRef): Promise<readonly string[]>;
  /** Somebody deleted or locked a thread of the bot. */
  threadLost(event: ThreadLostEvent): Promise<void>;
  /** A thread of the bot is not locked, or not any more: what failed there meanwhile is sent. Told again, it changes nothing. */
  threadUnlocked(event: ThreadUnlockedEvent): Promise<void>;
  /** The threads on a platform in which people discuss now. Empty if that can't be found out. */
  openThreads(platform: Platform): Promise<readonly ConversationRef[]>;
  /** Somebody said that an entry of the platform's own calendar interests them; told again and in any order, it changes nothing. */
  interested(event: InterestEvent): Promise<void>;
  /** Who is in the rooms of a platform. Nothing else than what a feature needs for an event is kept of it. */
  presence(event: PresenceEvent): Promise<void>;
  joined(event: JoinEvent): Promise<void>;
  left(event: LeaveEvent): Promise<void>;
}
