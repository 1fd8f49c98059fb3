import type { Command } from '../core/command.js';
import type { MemberId, OrganisationId } from '../core/ids.js';
import type { Language } from '../core/language.js';
import type { Button, Card } from '../core/message.js';
import type { Channel } from '../core/notification.js';
import type { Request } from '../core/request.js';
import type { Instant } from '../core/time.js';
import type { MessageKey } from '../language/index.js';
import type { ChannelPurpose, Platform } from '../ports/chat.js';
import type { People } from '../ports/people.js';
import type { PlatformProblem } from '../ports/problems.js';
import type { TableSpec } from '../ports/store.js';
import type { Context } from './context.js';
import type { Handler } from './controls.js';
import type { HomeSection } from './home.js';
import type { Job } from './job.js';
import type { Notification } from './notification.js';
import type { PersonHooks } from './person.js';
import type { SettingsSection } from './settings.js';

/**
 * Everything that the program knows of a feature, as one constant. The registry, jobs, messages, home pages, settings,
 * channels, audit texts, export, erasure and merge are derived from the list of these values.
 */
export interface Feature {
  readonly name: string;
  /** What its kinds of jobs and messages begin with, where rows in databases have had another word than its name from the start. */
  readonly kindPrefix?: string;
  /** Its tables, each after those it refers to. */
  readonly tables: readonly TableSpec[];
  readonly commands: readonly Command<Context>[];
  readonly handlers: readonly Handler[];
  readonly messages: readonly Notification[];
  readonly jobs: readonly Job[];
  readonly person: PersonHooks;
  readonly settings?: SettingsSection;
  readonly channels?: readonly ChannelPurpose[];
  /** How an action of the audit log is worded, by the code that is stored. */
  readonly auditActions?: Readonly<Record<string, MessageKey>>;
  /** How details of audit entries are worded, by their key; undefined for a detail that says nothing to a reader. */
  readonly auditDetails?: Readonly<Record<string, AuditDetail>>;
  readonly home?: HomeSection;
  readonly listener?: Listener;
  /** Plans what recurs, at every start; planning again changes nothing. */
  readonly plan?: (context: Context) => Promise<void>;
  /** Work at start-up, once the platforms are connected. Returns how to stop it, if anything goes on. */
  readonly start?: (context: Context) => Promise<void | (() => Promise<void>)>;
  /** Erases what has run out by `context.now`. Returns when the next thing runs out, if anything will. */
  readonly expire?: (context: Context) => Promise<Instant | undefined>;
  /** Daily tidying. */
  readonly tidy?: (context: Context) => Promise<void>;
  /** Cards for whoever used a command, shown below their private answer. */
  readonly offers?: (context: Context, request: Request) => Promise<readonly Card[]>;
  /** Told, in the transaction, that a delivery waits since its reader has to ask for it first. */
  readonly onDeliveryWaits?: (context: Context, place: { readonly platform: Platform; readonly channel: Channel }) => Promise<void>;
  /** Buttons shown to a member who has just finished the induction. */
  readonly firstSteps?: (language: Language) => readonly Button[];
  /** Two organisations become one: whatever names `from` names `into` afterwards. `from` still exists. */
  readonly onOrganisationsMerged?: (
    context: Context,
    merged: { readonly from: OrganisationId; readonly into: OrganisationId },
  ) => Promise<void>;
  /** Told of problems between the bot and its platforms. */
  readonly problems?: ProblemHooks;
  /** For the terminal, provided by one feature each. */
  readonly listFile?: ListFile;
  readonly standstill?: StandstillTexts;
  /** Provided by the one feature that keeps the members. */
  readonly people?: (context: Context) => People;
}

/** Hears of what members write in private groups, rooms and threads of the bot, by the group's key; never the text. */
export interface Listener {
  readonly heard: (context: Context, wrote: { readonly key: string; readonly member: MemberId; readonly at: Instant }) => Promise<void>;
}

/** A list of people as a file: `mudhif import` and `mudhif export`. */
export interface ListFile {
  /** Reads a file and returns what became of its lines, for the terminal. `dryRun`: only says what would happen. */
  readonly importFile: (
    context: Context,
    bytes: Uint8Array,
    options: {
      readonly dryRun: boolean;
      readonly language: Language;
      readonly onProgress: (done: number, total: number) => void;
    },
  ) => Promise<{ readonly report: readonly string[]; readonly rejected: number }>;
  readonly exportFile: (context: Context) => Promise<string>;
}

/** A restored copy that stands still: `mudhif restore` and `mudhif resume`. */
export interface StandstillTexts {
  /** When the copy was made and what came due since, in lines; `held` is false if nothing stands still. */
  readonly describe: (context: Context, language: Language) => Promise<{ readonly held: boolean; readonly lines: readonly string[] }>;
  /** Lets it go on. Throws a `NotFoundError` if it does already. */
  readonly end: (context: Context) => Promise<void>;
}

export interface ProblemHooks {
  readonly occurred: (context: Context, problem: PlatformProblem) => Promise<void>;
  /** It is over, at `where` or everywhere. */
  readonly over: (context: Context, platform: Platform, code: string, where: string | undefined) => Promise<void>;
}

export type AuditValue = string | number | boolean | null;

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

/** Types a feature's value. */
export function defineFeature(feature: Feature): Feature {
  return feature;
}
