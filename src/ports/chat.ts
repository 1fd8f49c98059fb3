import type { Completion } from '../core/command.js';
import type { Attachment, FormValues, Message, Reply } from '../core/message.js';
import type { Channel } from '../core/notification.js';
import type { Instant } from '../core/time.js';
import type { InboundInput } from './inbound.js';

export const PLATFORMS = ['web', 'slack', 'discord'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** A person's account: one member may have one in each space. `space` is a workspace's, a guild's or the web chat's id. */
export interface Identity {
  readonly platform: Platform;
  readonly space: string;
  readonly user: string;
}

export type ConversationKind = 'direct' | 'group' | 'channel';

export interface ConversationRef {
  readonly platform: Platform;
  readonly space: string;
  readonly id: string;
  readonly kind: ConversationKind;
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
  /** Whether the bot may open a direct conversation with someone who never wrote to it (a welcome, say). */
  readonly unaskedDirectMessages: boolean;
  /** Its channels are made for their purposes: there is none to choose. */
  readonly fixedChannels?: boolean;
}

/**
 * A chat platform. An adapter carries: it takes no decision about the community, and never a second one of what it was
 * told. Everything it receives it acknowledges at once and hands to the `Inbox`; the inbox's answer it renders.
 */
export interface ChatAdapter {
  readonly platform: Platform;
  readonly capabilities: Capabilities;
  /** Of several processes one alone may receive: the platform would send its events to each, or cut off the others. */
  readonly receivesAlone: boolean;
  /** Where the platform has a page of a person's own next steps. */
  readonly home?: HomePages;
  /** The workspace, server or chat that it serves; undefined until it is known. */
  space(): string | undefined;
  /** Learns who and where it is, so that it can send, without receiving anything; again after a `stop`. `start` does so too. */
  open(): Promise<void>;
  /** Begins to receive; resolves when connected. */
  start(inbox: Inbox): Promise<void>;
  /** Receives nothing more, ends what is under way, at most ten seconds. */
  stop(): Promise<void>;
  /** Whether it can do now what it was told to: opened or started, connected where it receives, and its token taken. */
  connected(): boolean;
  /** The direct conversation with a person. */
  openDirect(person: Identity): Promise<ConversationRef>;
  /** A private group of these people; the same `key` gives the same group, also after a restart. */
  openGroup(key: string, people: readonly Identity[], title: string): Promise<ConversationRef>;
  /** Handles an interaction that a process left before it was handled: as when it was received, but it is acknowledged already. */
  resume?(input: InboundInput): Promise<void>;
  /** Brings the reply of an interaction that a process left after it was handled. False if the route is closed. */
  answer?(input: Pick<InboundInput, 'eventId' | 'from' | 'route'>, reply: Reply): Promise<boolean>;
  /** The channel that serves this purpose, or `undefined` if there is none. */
  channel(purpose: Channel): Promise<ConversationRef | undefined>;
  /** Whether an id or a name that an organiser gives for a purpose can serve it; asked before it is set. Throws a `DeliveryError` if the platform can't say. */
  checkChannel(purpose: Channel, wanted: string): Promise<ChannelCheck>;
  /** Whether the platform itself lets this person administer the space, as it stands now. Never throws: who can't be asked about is none. */
  isAdministrator(person: Identity): Promise<boolean>;
  /**
   * Posts a message that carries `key`. Effectively once: an adapter whose platform can tell that `key` was posted
   * before returns that message. `visibleTo` makes a name on the platform of each mention's member.
   * Throws a `DeliveryError`.
   */
  post(to: ConversationRef, message: Message, options: PostOptions): Promise<MessageRef>;
  /** Changes a message of ours. Throws a `DeliveryError`. */
  update(message: MessageRef, content: Message, options: Pick<PostOptions, 'mentions'>): Promise<void>;
  /**
   * The message that carries `key`, or `undefined` if it is not there; asked before any retry after an ambiguous failure.
   * It can't be older than `since`, where that is known. Throws a `DeliveryError` when it can't be told: `wait` and `ambiguous`
   * for now, the others for good.
   */
  find(conversation: ConversationRef, key: string, since?: Instant): Promise<MessageRef | undefined>;
}

export interface HomePages {
  /** How many people have opened theirs, as far as this process knows. */
  opened(): number;
  /** Something of a person's changed: shows their page anew, if they opened it. Never throws. */
  changed(person: Identity): Promise<void>;
}

/** `open`: everyone in the space could read what is for organisers. `no-access`: it is there, and the bot can't get in. */
export type ChannelCheck = 'usable' | 'missing' | 'open' | 'no-access';

export interface PostOptions {
  /** Unique to the message, at most 120 characters. */
  readonly key: string;
  /** The account of each member mentioned, where they have one on this platform. */
  readonly mentions: ReadonlyMap<number, Identity>;
  /**
   * Awaited before the first request that could show something leaves, once there is room for it: what must be written
   * down first. If it throws, nothing is sent.
   */
  readonly onSending?: () => Promise<void>;
}

/** Why a message did not go out, and what that means for another try. */
export class DeliveryError extends Error {
  /** `ambiguous`: it may be there; `wait`: not now; `refused`: never, as it is; `unreachable`: the person or place is gone. */
  readonly outcome: 'ambiguous' | 'wait' | 'refused' | 'unreachable';
  /** How long the platform asks for, in milliseconds: with `wait`, and with `ambiguous` where a part of it is there already. */
  readonly retryAfterMs: number | undefined;
  /** It is the direct way to a person that is shut, not the message that is wrong: it may reach them another way. */
  readonly directClosed: boolean;

  constructor(
    message: string,
    outcome: DeliveryError['outcome'],
    options: ErrorOptions & { retryAfterMs?: number; directClosed?: boolean } = {},
  ) {
    super(message, options);
    this.name = 'DeliveryError';
    this.outcome = outcome;
    this.retryAfterMs = options.retryAfterMs;
    this.directClosed = options.directClosed ?? false;
  }
}

/** What reaches us from a platform. The same `eventId` is the same event, delivered again. */
export interface InboundEvent {
  readonly eventId: string;
  readonly from: Identity;
  readonly conversation: ConversationRef;
  /** What the platform knows of the person; asked for only where we don't know them yet. Never throws. */
  readonly profile?: () => Promise<JoinEvent['profile'] | undefined>;
}

export interface CommandEvent extends InboundEvent {
  readonly command: string;
  /** Text as typed after the command's name, or options that the platform has parsed already (members as user ids). */
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

export interface CompletionEvent extends InboundEvent {
  readonly command: string;
  readonly subcommand: string;
  readonly option: string;
  readonly typed: string;
}

/** Somebody wrote. Only the fact is passed on: what people say to one another is not ours to read. */
export interface MessageEvent extends InboundEvent {
  readonly message: MessageRef;
  readonly at: Instant;
}

/** Somebody came into the space. What the platform knows of them is a first guess only. */
export interface JoinEvent {
  readonly eventId: string;
  readonly from: Identity;
  readonly profile: {
    readonly name: string;
    readonly isBot: boolean;
    readonly language?: string;
    readonly timezone?: string;
    readonly isAdministrator?: boolean;
  };
}

export interface LeaveEvent {
  readonly eventId: string;
  readonly from: Identity;
}

/**
 * The app's side: never throws, except for `receive`; a failure becomes a reply that the person can read.
 *
 * An interaction (command, button, form) goes through four steps: `receive` before it is acknowledged, `command`, `action` or
 * `form` with the same event id, the adapter brings the reply, `answered`. What a process leaves unfinished when it ends,
 * another one finishes through `ChatAdapter.resume` and `ChatAdapter.answer`.
 */
export interface Inbox {
  /**
   * Persists an interaction; resolves once it is on disk, shared with others that come at the same time. False if it is known
   * already, so that there is nothing to do. Throws if it can't be persisted: then it must not be acknowledged.
   */
  receive(input: InboundInput): Promise<boolean>;
  /** The reply has reached the person, or there was none: the interaction is finished. Not waited for. */
  answered(eventId: string): void;
  /** The reply can't reach the person by its route any more: it is shown with their next command or on their home page. */
  unanswerable(eventId: string): void;
  command(event: CommandEvent): Promise<Reply>;
  action(event: ActionEvent): Promise<Reply>;
  form(event: FormEvent): Promise<Reply>;
  complete(event: CompletionEvent): Promise<readonly Completion[]>;
  message(event: MessageEvent): Promise<void>;
  joined(event: JoinEvent): Promise<void>;
  left(event: LeaveEvent): Promise<void>;
}
