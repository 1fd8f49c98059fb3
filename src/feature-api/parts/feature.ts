import type { Actor } from '../../core/access.js';
import type { Command, CommandWords } from '../../core/command.js';
import type { MemberId, OrganisationId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Lookup } from '../../core/lookup.js';
import type { Button, Card, Reply } from '../../core/message.js';
import type { Channel } from '../../core/notification.js';
import type { Phrase } from '../../core/phrase.js';
import type { Request } from '../../core/request.js';
import type { Settings } from '../../core/settings.js';
import type { Instant, LocalDate } from '../../core/time.js';
import type { MessageKey } from '../../language/index.js';
import type { StoredFile } from '../../ports/blobs.js';
import type {
  ChannelPurpose,
  ConversationRef,
  Identity,
  Matter,
  MayRead,
  MessageRef,
  Platform,
  ThreadAct,
  ThreadLostEvent,
} from '../../ports/chat.js';
import type { Entrance } from '../../ports/entrance.js';
import type { Figure } from '../../ports/metrics.js';
import type { PlatformNeed } from '../../ports/needs.js';
import type { People } from '../../ports/people.js';
import type { PlatformProblem } from '../../ports/problems.js';
import type { PresenceEvent } from '../../ports/rooms.js';
import type { TableSpec } from '../../ports/store.js';
import type { AuditValue } from './audit-value.js';
import type { CalendarItem, CalendarSource } from './calendar.js';
import type { Handler } from './handler.js';
import type { HomeSection } from './home.js';
import type { Job } from './job.js';
import type { LetterPart, LetterPeriod, LetterSection } from './letter.js';
import type { Notice } from './notice.js';
import type { Notification } from './notification.js';
import type { Page } from './page.js';
import type { PersonHooks } from './person.js';
import type { Searchable, SearchSource } from './search.js';
import type { SettingsSection } from './settings.js';
import type { HandedOut, Shelf, ShelfFetched } from './shelf.js';

/**
 * Everything that the program knows of a feature, as one constant. The registry, jobs, messages, home pages, settings,
 * channels, audit texts, export, erasure and merge are derived from the list of these values.
 */
export interface Feature<C> {
  readonly name: string;
  /** What its kinds of jobs and messages begin with, where rows in databases have had another word than its name from the start. */
  readonly kindPrefix?: string;
  /** Its tables, each after those it refers to. */
  readonly tables: readonly TableSpec[];
  readonly commands: readonly Command<C>[];
  readonly handlers: readonly Handler<C>[];
  readonly messages: readonly Notification<C>[];
  /** What it tells a person, as they see it in `/profile notifications`. */
  readonly notices?: readonly Notice[];
  readonly jobs: readonly Job<C>[];
  readonly person: PersonHooks<C>;
  readonly settings?: SettingsSection<C>;
  readonly channels?: readonly ChannelPurpose[];
  /** How an action of the audit log is worded, by the code that is stored. */
  readonly auditActions?: Readonly<Record<string, MessageKey>>;
  /** How details of audit entries are worded, by their key; undefined for a detail that says nothing to a reader. */
  readonly auditDetails?: Readonly<Record<string, AuditDetail>>;
  readonly home?: HomeSection<C>;
  readonly listener?: Listener<C>;
  /** Secrets that a person types in a command: one that stands in a message that others read is made useless. */
  readonly secrets?: Secrets<C>;
  /** What it needs of platforms with these settings besides what the bot always asks for. Read again and again: it must be cheap. */
  readonly needs?: (settings: Settings) => readonly PlatformNeed[];
  /** Plans what recurs, at every start; planning again changes nothing. */
  readonly plan?: (context: C) => Promise<void>;
  /** A member said that an entry of a platform's own calendar interests them; perhaps more than once. */
  readonly interested?: (
    context: C,
    interest: { readonly member: MemberId; readonly account: Identity; readonly entry: string },
  ) => Promise<void>;
  /** Who is in the rooms of a platform, where it needs `voice-presence`. Told often: it must be cheap. */
  readonly presence?: (context: C, event: PresenceEvent) => Promise<void>;
  /** Work at start-up, once the platforms are connected. Returns how to stop it, if anything goes on. */
  readonly start?: (context: C) => Promise<void | (() => Promise<void>)>;
  /** Erases what has run out by `context.now`. Returns when the next thing runs out, if anything will. */
  readonly expire?: (context: C) => Promise<Instant | undefined>;
  /** Daily tidying. */
  readonly tidy?: (context: C) => Promise<void>;
  /** What it shows whoever used a command below their private answer. */
  readonly offers?: readonly Offer<C>[];
  /**
   * What somebody can do with links and files of a message whose menu they opened. It runs outside a transaction, for files are read
   * then; what it returns writes what has to be written and shows the choice, below what the message's own thread offers.
   */
  readonly matter?: (context: C, request: Request, matter: Matter) => Promise<(inside: C) => Promise<readonly Card[]>>;
  /** Told, in the transaction, that a delivery waits since its reader has to ask for it first. */
  readonly onDeliveryWaits?: (context: C, place: { readonly platform: Platform; readonly channel: Channel }) => Promise<void>;
  /** A line that points to the feature: at the end of the set-up, below the community's settings, at the end of the induction. */
  readonly hints?: { readonly setup?: Phrase; readonly settings?: Phrase; readonly induction?: Phrase };
  /** What went well for a member, of which they may want to tell the others. */
  readonly occasions?: (context: C, member: MemberId) => Lookup<readonly Occasion[]>;
  /** Buttons shown to a member who has just finished the induction. */
  readonly firstSteps?: (language: Language) => readonly Button[];
  /** What it offers to somebody who writes to the bot, as commands that they may use; of all features the first three are shown. */
  readonly greeting?: (actor: Pick<Actor, 'role' | 'status'>) => readonly Offered[];
  /** Answers a command that there is not, in place of the failure; undefined if it has no answer. Provided by one feature. */
  readonly mistyped?: (context: C, request: Request, typed: Mistyped) => Promise<Reply | undefined>;
  /** Buttons shown to an organiser when a list of members was imported. */
  readonly afterImport?: (language: Language) => readonly Button[];
  /** Whether organisers have set the community up: nothing recurs before. Provided by one feature. */
  readonly isSetUp?: (context: C) => Promise<boolean>;
  /** One of the first steps of whoever begins a community: on organisers' home page until all are done. */
  readonly beginning?: (context: C, language: Language) => Promise<FirstStep>;
  /** How its work stands, in sentences for organisers: on `/community agenda` and at the end of a rehearsal. Nothing about one person. */
  readonly standing?: (context: C, language: Language) => Promise<readonly string[]>;
  /** Numbers for metrics, read at each scrape. None is about one person. */
  readonly figures?: (context: C) => Promise<readonly Figure[]>;
  /** What it shows to browsers at the public address. */
  readonly pages?: readonly Page<C>[];
  /** What it adds to the calendars that members subscribe to. */
  readonly calendar?: CalendarSource<C>;
  /** What of it is found beside resources. */
  readonly search?: SearchSource<C>;
  /** What it adds to the community's letter. */
  readonly letter?: LetterPart<C>;
  /** Something that other features may show has changed, or may be shown no more: its key as in the letter, `stories:12`. */
  readonly onItemChanged?: (context: C, key: string) => Promise<void>;
  /** Where what members share elsewhere is kept. Provided by one feature. */
  readonly shelf?: Shelf<C>;
  /** Told, in a transaction, that a member fetched what the feature has put on the shelf. */
  readonly onShelfFetched?: (context: C, fetched: ShelfFetched) => Promise<void>;
  /** Whom the files that it hands out reached between two days, both included; undefined where it handed out none. */
  readonly handedOut?: (context: C, days: { readonly from: LocalDate; readonly to: LocalDate }) => Promise<HandedOut | undefined>;
  /** Two organisations become one: whatever names `from` names `into` afterwards. `from` still exists. */
  readonly onOrganisationsMerged?: (context: C, merged: { readonly from: OrganisationId; readonly into: OrganisationId }) => Promise<void>;
  /** Told of problems between the bot and its platforms. */
  readonly problems?: ProblemHooks<C>;
  /** For the terminal, provided by one feature each. */
  readonly listFile?: ListFile<C>;
  readonly folderImport?: FolderImport<C>;
  readonly standstill?: StandstillTexts<C>;
  /** Provided by the one feature that keeps the members. */
  readonly people?: (context: C) => People;
  /** Provided by the one feature that lets people into the browser chat. */
  readonly entrance?: (context: C) => Entrance;
}

/**
 * Looks for something to show below the private answer to a command; undefined where there is nothing to look for. All offers are
 * looked for in one statement, after the command's transaction; then what was found makes the cards, and may ask a platform.
 */
export type Offer<C> = (context: C, request: Request, command: string) => Lookup<() => Promise<readonly Card[]>> | undefined;

/** Something that went well. Its key begins with the name of its feature, and the member is invited once for each. */
export interface Occasion {
  readonly key: string;
  readonly text: Phrase;
}

/** A command as a button. */
export interface Offered extends CommandWords {
  readonly label: MessageKey;
}

/** A command as it was typed: its name, or its sub-command's where there is such a command, is not known. */
export interface Mistyped {
  /** The name of the command whose sub-command is not known. */
  readonly command?: string;
  /** The word that is not known; empty where none follows the command's name. */
  readonly word: string;
  /** What follows that word. */
  readonly rest: string;
}

export interface FirstStep {
  readonly done: boolean;
  readonly text: Phrase;
  readonly button: Button;
}

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
  /** The keys of the threads in which people discuss now: platforms look at start-up whether they are there. */
  readonly openThreads?: (context: C) => Promise<readonly string[]>;
  /**
   * Whether the feature needs what this member writes in this thread, and the member agreed. Without it no text is read; `files`: it needs
   * the files that come with it alone.
   */
  readonly mayRead?: (context: C, thread: { readonly key: string; readonly member: MemberId }) => Promise<MayRead>;
  /** The ids of members' messages that the feature has copied from this thread, and that are there as far as it knows. */
  readonly copied?: (context: C, thread: { readonly key: string; readonly conversation: ConversationRef }) => Promise<readonly string[]>;
  /** A member opened the menu of a message in one of the feature's threads: what they can do with it. */
  readonly menu?: (context: C, request: Request, of: { readonly key: string; readonly message: MessageRef }) => Promise<Reply>;
}

/** Who wrote to the bot itself, and where; never what. */
export interface Addressed {
  readonly member: MemberId;
  readonly account: Identity;
  readonly conversation: ConversationRef;
  readonly at: Instant;
}

/** What secrets look like, and how they are made useless. */
export interface Secrets<C> {
  /** A global pattern. */
  readonly pattern: RegExp;
  readonly spilled: (context: C, secrets: readonly string[]) => Promise<void>;
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

/** A list of people as a file: `mudhif import` and `mudhif export`. */
export interface ListFile<C> {
  /** Reads a file and returns what became of its lines, for the terminal. `dryRun`: only says what would happen. */
  readonly importFile: (
    context: C,
    bytes: Uint8Array,
    options: {
      readonly dryRun: boolean;
      readonly language: Language;
      readonly onProgress: (done: number, total: number) => void;
    },
  ) => Promise<{
    readonly report: readonly string[];
    readonly rejected: number;
    /** The file with a column that tells what is wrong, if anything is. */
    readonly checked?: Uint8Array;
  }>;
  readonly exportFile: (context: C) => Promise<string>;
  /** An empty list to fill in. */
  readonly templateFile: (context: C, language: Language) => Promise<Uint8Array>;
}

/** Files of a folder, with a list that says what they are: `mudhif resources import`. */
export interface FolderImport<C> {
  /** What the list in the folder is called, as XLSX or CSV; the first that is there counts. */
  readonly listNames: readonly [string, ...string[]];
  /** Adds what the list names and returns what became of its lines. `dryRun`: only says what would happen. */
  readonly importFolder: (
    context: C,
    list: Uint8Array,
    options: {
      readonly dryRun: boolean;
      /** It need not be looked at any more. */
      readonly approve: boolean;
      readonly language: Language;
      /** The bytes of a file of the folder by its name; undefined where there is none. */
      readonly fileOf: (name: string) => Promise<Uint8Array | undefined>;
      readonly onProgress: (done: number, total: number) => void;
    },
  ) => Promise<{ readonly report: readonly string[]; readonly rejected: number; readonly checked?: Uint8Array }>;
  /** An empty list to fill in. */
  readonly templateList: (language: Language) => Promise<Uint8Array>;
}

/** A restored copy that stands still: `mudhif restore` and `mudhif resume`. */
export interface StandstillTexts<C> {
  /** When the copy was made and what came due since, in lines; `held` is false if nothing stands still. */
  readonly describe: (context: C, language: Language) => Promise<{ readonly held: boolean; readonly lines: readonly string[] }>;
  /** Lets it go on. Throws a `NotFoundError` if it does already. */
  readonly end: (context: C) => Promise<void>;
}

export interface ProblemHooks<C> {
  readonly occurred: (context: C, problem: PlatformProblem) => Promise<void>;
  /** It is over, at `where` or everywhere. */
  readonly over: (context: C, platform: Platform, code: string, where: string | undefined) => Promise<void>;
}

/** Words a detail of an audit entry. `names` finds members and organisations that are still here. */
export type AuditDetail = (
  value: AuditValue,
  entry: {
    readonly action: string;
    readonly actor: MemberId | null;
    readonly names: { readonly member: (id: number) => string | undefined; readonly organisation: (id: number) => string | undefined };
  },
  language: Language,
) => string | undefined;

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
  /** The keys of all threads in which people discuss now. */
  openThreads(context: C): Promise<readonly string[]>;
  /** Whether the thread's feature needs what the member writes there, and the member agreed. */
  mayRead(context: C, thread: { readonly key: string; readonly member: MemberId }): Promise<MayRead>;
  /** The ids of members' messages that the thread's feature has copied from it. */
  copied(context: C, thread: { readonly key: string; readonly conversation: ConversationRef }): Promise<readonly string[]>;
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
