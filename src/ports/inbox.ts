import type { Completion } from '../core/command.js';
import type { MudhifError } from '../core/errors.js';
import type { Reply } from '../core/message.js';
import type { ActionEvent, CommandEvent, CompletionEvent, FormEvent, MessageEvent, MessageMenuEvent } from './chat-events.js';
import type { Identity, Platform } from './identity.js';
import type { InboundInput } from './inbound.js';
import type { JoinEvent, LeaveEvent } from './joining.js';
import type { InterestEvent } from './native-events.js';
import type { ConversationRef } from './places.js';
import type { PresenceEvent } from './rooms.js';
import type {
  FollowedThreads,
  KnownPost,
  KnownReactions,
  MayRead,
  StandingReactions,
  ThreadEvent,
  ThreadLostEvent,
  ThreadUnlockedEvent,
} from './thread-events.js';

/** What people may do so many times within a while. */
export type Spending = 'command' | 'click' | 'post' | 'upload' | 'export';

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
   * What a feature knows of people's messages in a thread, so that an adapter finds what was changed or deleted while nobody heard.
   * Undefined if that can't be found out.
   */
  known(thread: ConversationRef): Promise<readonly KnownPost[] | undefined>;
  /** The known reactions in a thread, to compare them after a gap; undefined if they can't be found out. */
  knownReactions(thread: ConversationRef): Promise<KnownReactions | undefined>;
  /** The reactions on a message after a gap; features are told of those that are new, and a repetition changes nothing. */
  reactions(standing: StandingReactions): Promise<void>;
  /** Somebody deleted or locked a thread of the bot. */
  threadLost(event: ThreadLostEvent): Promise<void>;
  /** A thread of the bot is not locked now, so that messages that failed there are sent; a repetition changes nothing. */
  threadUnlocked(event: ThreadUnlockedEvent): Promise<void>;
  /** The threads on a platform in which people discuss now. Empty if that can't be found out. */
  openThreads(platform: Platform): Promise<readonly ConversationRef[]>;
  /** The threads on a platform that are read anew after a gap. Undefined if that can't be found out. */
  followedThreads(platform: Platform): Promise<FollowedThreads | undefined>;
  /** Somebody marked an entry of the platform's own calendar as interesting; repetitions and the order change nothing. */
  interested(event: InterestEvent): Promise<void>;
  /** Who is in the rooms of a platform, of which only what a feature needs for an event is kept. */
  presence(event: PresenceEvent): Promise<void>;
  joined(event: JoinEvent): Promise<void>;
  left(event: LeaveEvent): Promise<void>;
}
