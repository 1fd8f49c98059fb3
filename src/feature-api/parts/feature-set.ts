import type { Actor } from '../../core/access.js';
import type { Command } from '../../core/command.js';
import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Lookup } from '../../core/lookup.js';
import type { Block, Card } from '../../core/message.js';
import type { Settings } from '../../core/settings.js';
import type { TableSpec } from '../../core/table-spec.js';
import type { Instant, LocalDate } from '../../core/time.js';
import type { ChannelPurpose, ConversationRef, KnownPost, MayRead, MessageRef } from '../../ports/chat.js';
import type { Figure } from '../../ports/metrics.js';
import type { PlatformNeed } from '../../ports/needs.js';
import type { CalendarItem } from './calendar.js';
import type { Feature } from './feature.js';
import type { Handler } from './handler.js';
import type { Job } from './job.js';
import type { LetterPeriod, LetterSection } from './letter.js';
import type { Addressed, HeardInThread, Listener, LostThread } from './listener.js';
import type { Notice } from './notice.js';
import type { Notification } from './notification.js';
import type { Page } from './page.js';
import type { Searchable } from './search.js';
import type { SettingsSection } from './settings.js';
import type { HandedOut, Shelf, ShelfFetched } from './shelf.js';

/** All features, in order, and what they define together. */
export interface FeatureSet<C> {
  readonly all: readonly Feature<C>[];
  readonly commands: readonly Command<C>[];
  readonly handlers: readonly Handler<C>[];
  readonly messages: readonly Notification<C>[];
  readonly notices: readonly Notice[];
  readonly jobs: readonly Job<C>[];
  readonly tables: readonly TableSpec[];
  readonly sections: readonly SettingsSection<C>[];
  readonly purposes: readonly ChannelPurpose[];
  /** What all features need of platforms with these settings. */
  needs(settings: Settings): readonly PlatformNeed[];
  /** A member wrote in a private group, room or thread of the bot: every listener hears it. */
  heard(context: C, wrote: { readonly key: string; readonly member: MemberId; readonly at: Instant }): Promise<void>;
  /** A member wrote to the bot itself: the first listener that answers is the only one. */
  addressed(context: C, wrote: Addressed): Promise<void>;
  /** What messages about a group show has changed for these members. */
  changed(context: C, about: { readonly key: string; readonly members: readonly MemberId[] }): Promise<void>;
  /** Something happened in a thread: the feature whose name the key begins with hears it. */
  heardInThread(context: C, event: HeardInThread): Promise<void>;
  /** A thread was deleted or locked on a platform: the feature whose name the key begins with hears it. False if it leaves it. */
  threadGone(context: C, thread: LostThread): Promise<boolean>;
  /** A deleted thread is opened again: the feature whose name the key begins with hears it. */
  threadAnew(context: C, thread: Pick<LostThread, 'key' | 'platform'>): Promise<void>;
  /** The keys of all threads in which people discuss now. */
  openThreads(context: C): Promise<readonly string[]>;
  /** Whether the thread's feature needs what the member writes there, and the member agreed. */
  mayRead(context: C, thread: { readonly key: string; readonly member: MemberId }): Promise<MayRead>;
  /** The keys of all other threads of which something is kept that members may change. */
  keptThreads(context: C): Promise<readonly string[]>;
  /** What the thread's feature knows of members' messages in it. */
  known(context: C, thread: { readonly key: string; readonly conversation: ConversationRef }): Promise<readonly KnownPost[]>;
  /** The emojis that mean something to the thread's feature. */
  reactions(context: C, key: string): Promise<readonly string[]>;
  /** Who may have reacted to a message with one of them. */
  reactedTo(context: C, of: { readonly key: string; readonly message: MessageRef }): Promise<readonly MemberId[]>;
  /** What answers the menu of messages in the thread with this key; undefined if nothing does. */
  menu(key: string): Listener<C>['menu'];
  /**
   * How many messages of a kind organisers may be told of, 1 for a few: where it is a secret whom they are for, a number below five
   * could tell who stands behind them.
   */
  toldCount(kind: string, count: number): number;
  /** Whether nobody notices that jobs of this kind run. */
  isUpkeep(kind: string): boolean;
  /** Whether organisers are not told whom messages of this kind are for. */
  isSecret(kind: string): boolean;
  /** Whether organisers have set the community up. */
  isSetUp(context: C): Promise<boolean>;
  /** Tells the features that an organiser may have done one of the first steps. */
  firstStepDone(context: C): Promise<void>;
  /** The kinds of messages that show `greetingCards`. */
  readonly greetings: readonly string[];
  /** What features show below the bot's first message to somebody, and below its answer to who writes to it. In one statement. */
  greetingCards(context: C, reader: Pick<Actor, 'role' | 'language'>): Promise<readonly Card[]>;
  /** What needs organisers, by the features in their order. */
  matters(context: C, viewer: Actor, language: Language): Lookup<readonly Block[]>;
  /** How the work of all features stands. */
  standing(context: C, language: Language): Promise<readonly string[]>;
  figures(context: C): Promise<readonly Figure[]>;
  /** What features add to calendars within [from, to). */
  calendar(context: C, range: { readonly from: Instant; readonly to: Instant }, language: Language): Promise<readonly CalendarItem[]>;
  /** What members can find of all features, beside resources. */
  searchable(context: C, language: Language): Promise<readonly Searchable[]>;
  /** What features add to the letter, in their order, without empty sections. */
  letter(context: C, period: LetterPeriod, language: Language): Promise<readonly LetterSection[]>;
  /** Something that other features may show has changed, or may be shown no more. */
  itemChanged(context: C, key: string): Promise<void>;
  /** Where what members share is kept; undefined where no feature keeps it. */
  readonly shelf: Shelf<C> | undefined;
  /** A member fetched something from the shelf: the feature whose name its key begins with hears it. */
  shelfFetched(context: C, fetched: ShelfFetched): Promise<void>;
  /** Whom files reached that features handed out, all together; undefined where none was. */
  handedOut(context: C, days: { readonly from: LocalDate; readonly to: LocalDate }): Promise<HandedOut | undefined>;
  notice(name: string): Notice | undefined;
  page(path: string): Page<C> | undefined;
  command(name: string): Command<C> | undefined;
  handler(kind: Handler<C>['kind'], feature: string, name: string): Handler<C> | undefined;
}
