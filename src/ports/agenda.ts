import type { AgendaId, DeliveryId, MemberId } from '../core/ids.js';
import type { Lookup } from '../core/lookup.js';
import type { Destination } from '../core/notification.js';
import type { Instant } from '../core/time.js';
import type { ConversationRef, MessageRef, Platform } from './chat.js';

/** planned → running → done | failed | cancelled | dropped (too late, or no longer useful). A failed row can be retried. */
export const AGENDA_STATES = ['planned', 'running', 'done', 'failed', 'cancelled', 'dropped'] as const;
export type AgendaState = (typeof AGENDA_STATES)[number];

export interface AgendaRow {
  readonly id: AgendaId;
  /** Unique in the community; planning it again moves the row. */
  readonly key: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly dueAt: Instant;
  /** The original due time; retries and postponements move only `dueAt`. */
  readonly plannedFor: Instant;
  readonly state: AgendaState;
  /** The number of failed attempts. */
  readonly attempts: number;
  /** How often a process ended while it ran the row. */
  readonly interruptions: number;
  /** The number of quarantined attempts that did not finish because the process ended. */
  readonly quarantineTries: number;
  /** Why it failed or was dropped, as a code; never text that a person wrote. */
  readonly reason: string | null;
  readonly finishedAt: Instant | null;
}

/** A planned row, with what a runner needs to know about it. */
export type PlannedRow = Pick<AgendaRow, 'id' | 'key' | 'kind' | 'dueAt' | 'interruptions'>;

/** The reason of a delivery row that waits for an earlier message to the same destination. The end of that message makes it due. */
export const WAIT_TURN = 'wait-turn';

/** The reason of an edit that waits for its message to be sent. The end of that delivery makes it due. */
export const NOT_SENT = 'not-sent-yet';

/**
 * The reason of a failed delivery row whose message may have arrived. The delivery is `held` until an organiser decides.
 */
export const UNKNOWN_OUTCOME = 'in-doubt';

/** The standstill of a restored copy: when the backup was made, and when it was restored (`heldAt`). */
export interface Standstill {
  readonly madeAt: Instant;
  readonly heldAt: Instant;
}

/** A running row, and until when it belongs to the process that runs it. */
export interface Lease {
  readonly id: AgendaId;
  readonly until: Instant;
}

/** A process lost a row: its lease expired and another process took it, or it was erased. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/** Work to be done at a given time. */
export interface AgendaPlan {
  readonly key: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly dueAt: Instant;
  readonly again?: boolean;
}

/** A message to be sent at a given time. */
export interface DeliveryPlan {
  readonly key: string;
  /** The key in place of one that exists, for what is sent once more on purpose. */
  readonly orElse?: string;
  readonly kind: string;
  readonly args: unknown;
  readonly to: Destination;
  readonly dueAt: Instant;
  /** Its turn among the messages to its destination, where that is another moment than its time. */
  readonly placedAt?: Instant;
  /** Text that a person wrote. It is stored separately and deleted once the message is sent or dropped. */
  readonly words?: { readonly author: MemberId; readonly text: string };
}

/** What the bot does to a thread besides posting, as the kind of its delivery. */
export const THREAD_ACTS = ['thread-close', 'thread-reopen'] as const;
export type ThreadAct = (typeof THREAD_ACTS)[number];

/** A thread to be closed or reopened at a given time, in each space where it was opened. */
export interface ThreadPlan {
  /** Unique among deliveries, at most 120 characters. */
  readonly key: string;
  readonly thread: Extract<Destination, { to: 'thread' }>;
  readonly dueAt: Instant;
}

/** The reason of a message that waits because its reader has switched it off: they read it when they look. */
export const KEPT = 'kept';
/** The reason of a delivery to a thread that somebody has deleted on its platform. */
export const THREAD_GONE = 'thread-gone';
/** The reason of what failed in a thread that somebody has locked on its platform, until it is unlocked. */
export const THREAD_LOCKED = 'thread-locked';

export interface AgendaRepository {
  /**
   * Plans the row `key` for `dueAt`. A planned row moves; a finished row stays finished unless `again` is set; a running row
   * is unchanged. Planning many rows in one call costs little more than one.
   */
  plan(work: AgendaPlan | readonly AgendaPlan[]): Promise<void>;
  /** Cancels planned rows; rows in other states are unchanged. */
  cancel(keys: readonly string[]): Promise<void>;
  /** Cancels all planned rows whose keys start with `prefix`. */
  cancelPrefix(prefix: string): Promise<void>;
  find(key: string): Promise<AgendaRow | undefined>;
  retry(id: AgendaId, now: Instant): Promise<void>;
  /** Rows in order of their due time, within [from, to). */
  list(filter: {
    readonly states?: readonly AgendaState[];
    readonly kindPrefix?: string;
    readonly from?: Instant;
    readonly to?: Instant;
    readonly newestFirst?: boolean;
    readonly limit: number;
  }): Promise<readonly AgendaRow[]>;
  nextDue(): Promise<Instant | undefined>;
  /** The number of planned rows that are due. */
  countDue(now: Instant): Promise<number>;
  /** The number of rows per state, for `planned`, `running` and `failed`. */
  countByState(): Promise<Readonly<Partial<Record<AgendaState, number>>>>;

  /**
   * For runners: claims up to `limit` due rows, oldest first, and marks them as running for `owner` until `leaseUntil`. Rows
   * with an expired lease count as due. `kinds` restricts the kinds; `exceptKinds` excludes kinds.
   */
  claim(options: {
    readonly now: Instant;
    readonly owner: string;
    readonly leaseUntil: Instant;
    readonly limit: number;
    readonly kinds?: readonly string[];
    readonly exceptKinds?: readonly string[];
  }): Promise<readonly AgendaRow[]>;
  /**
   * For runners that are woken up for single rows: claims those of `ids` that are planned and due. All others are skipped, so
   * a repeated or outdated call has no effect.
   */
  claimThese(options: {
    readonly ids: readonly AgendaId[];
    readonly now: Instant;
    readonly owner: string;
    readonly leaseUntil: Instant;
  }): Promise<readonly AgendaRow[]>;
  /** Planned rows that are due by `until` (inclusive), in order of their due time; only those behind the row `after`, if given. */
  upcoming(options: {
    readonly until: Instant;
    readonly limit: number;
    readonly after?: Pick<PlannedRow, 'dueAt' | 'id'> | undefined;
  }): Promise<readonly PlannedRow[]>;
  /** The leases of running rows. Their times are by the clock of the process that runs the row. */
  leases(options: { readonly limit: number }): Promise<readonly Lease[]>;
  /**
   * Plans the rows with exactly these leases again and counts an interruption for each. Rows whose lease was renewed or ended
   * are unchanged. Returns the number of released rows.
   */
  releaseAbandoned(leases: readonly Lease[]): Promise<number>;
  /**
   * Confirms the lease of a row that starts some time after it was claimed.
   * @param options `quarantined` counts the attempt before it starts, because it may end the process; `release` resets that.
   * @throws {LeaseLostError} If the row no longer belongs to `owner`.
   */
  begin(id: AgendaId, options: { readonly owner: string; readonly quarantined: boolean }): Promise<void>;
  /** Extends the leases of those of these rows that `owner` runs. A row whose end could not be written is not among them. */
  renew(ids: readonly AgendaId[], lease: { readonly owner: string; readonly leaseUntil: Instant }): Promise<void>;
  /**
   * Ends a running row. Its delivery fails or is dropped with it, and the next delivery to the same destination becomes due.
   * @throws {LeaseLostError} With `owner`, if the row no longer belongs to it, so that the transaction is rolled back.
   */
  finish(
    id: AgendaId,
    result: { readonly state: 'done' | 'failed' | 'dropped'; readonly at: Instant; readonly reason?: string; readonly owner?: string },
  ): Promise<void>;
  /** Ends many rows as done. Returns those that still belonged to `owner`; the others are unchanged. */
  finishDone(ids: readonly AgendaId[], options: { readonly at: Instant; readonly owner: string }): Promise<readonly AgendaId[]>;
  /** Plans a running row again for `dueAt`, as a failed attempt unless `free`. `owner` works as in `finish`. */
  release(
    id: AgendaId,
    options: { readonly dueAt: Instant; readonly reason: string; readonly free: boolean; readonly owner?: string },
  ): Promise<void>;
  /** The standstill of a restored copy, during which no row is claimed, so that nothing is sent. */
  standstill(): Promise<Standstill | undefined>;
  /** The same, looked for with other things. */
  lookForStandstill(): Lookup<Standstill | undefined>;
  /** The number of rows due by `now` per kind (deliveries: per kind of message), largest first. */
  dueByKind(now: Instant): Promise<readonly { readonly type: 'job' | 'message'; readonly kind: string; readonly count: number }[]>;
  /**
   * Ends the standstill; returns false if there is none. The previous server may have sent messages that became due since the
   * backup, or that late work leads to, so their outcome is unknown and they are searched for before they are sent.
   */
  endStandstill(now: Instant): Promise<boolean>;
  /** Plans the running rows of `owner` again, or all running rows if it is undefined (the only process has just started). */
  releaseOwned(owner: string | undefined): Promise<number>;
}

/** `held`: postponed, or waits for an organiser's decision. `waiting`: parked until its reader asks for it. */
export type DeliveryState = 'planned' | 'sending' | 'sent' | 'dropped' | 'held' | 'failed' | 'waiting';

export interface Delivery {
  readonly id: DeliveryId;
  readonly key: string;
  readonly kind: string;
  readonly args: unknown;
  readonly to: Destination;
  /** The original due time; quiet hours and retries move only its agenda row. */
  readonly dueAt: Instant;
  readonly state: DeliveryState;
  /** An attempt started and its outcome is unknown: the message may have arrived. */
  readonly outcomeUnknown: boolean;
  /** Where the last attempt sent it; the next attempt searches there. */
  readonly conversation: ConversationRef | null;
  readonly message: MessageRef | null;
  readonly reason: string | null;
  readonly sentAt: Instant | null;
}

export interface DeliveryRepository {
  /** The platform that each of these agenda rows will most likely be sent through; those without one are left out. A guess, good for queues. */
  platforms(
    rows: readonly AgendaId[],
    lastUsed: (members: readonly MemberId[]) => Promise<ReadonlyMap<MemberId, Platform>>,
  ): Promise<ReadonlyMap<AgendaId, Platform>>;
  /**
   * Writes the delivery and its agenda row (`deliver:<key>`). A key that exists changes nothing, so that a message is planned
   * once. Planning many in one call costs little more than one.
   * @throws {RangeError} If a key is longer than 120 characters.
   */
  plan(deliveries: DeliveryPlan | readonly DeliveryPlan[]): Promise<void>;
  /** The person's text that the delivery still carries. */
  words(id: DeliveryId): Promise<string | undefined>;
  /** The same with its author. */
  written(id: DeliveryId): Promise<DeliveryPlan['words']>;
  /** The texts of a member that are not delivered yet. */
  wordsBy(author: MemberId): Promise<readonly string[]>;
  /** Plans that messages are composed again and edited, in each place where they stand. Keys that no message has are left out. */
  refresh(keys: string | readonly string[], now: Instant): Promise<void>;
  /**
   * Plans to close a thread for people, after the earlier deliveries to it. A thread that is closed already counts as done, and a
   * key that exists changes nothing.
   * @throws {RangeError} If the key is longer than 120 characters.
   */
  closeThread(plan: ThreadPlan): Promise<void>;
  /**
   * Plans that people write in a closed thread again. A thread that was deleted is opened anew with its opening message, and the
   * deliveries that failed because it was gone follow.
   * @throws {RangeError} If the key is longer than 120 characters.
   */
  reopenThread(plan: ThreadPlan): Promise<void>;
  /** Plans that the message with this key is deleted in each place where it stands. What was not sent yet is not sent. */
  remove(key: string, now: Instant): Promise<void>;
  /**
   * Plans that a message is deleted by its address, such as a member's contribution in a thread of the bot. It is dropped where
   * the platform does not allow it: see `Platforms.mayRemove`.
   */
  removeMessage(message: MessageRef, now: Instant): Promise<void>;
  /** The deliveries that stand for this one in several places, each with a key of its own. */
  copies(key: string): Promise<readonly Delivery[]>;
  /** Whether a later act in the same thread is done, so that this one must not be done any more. */
  isOvertaken(id: DeliveryId): Promise<boolean>;
  /** Whether the bot is about to close or reopen a thread on this platform, is at it, or did so at this moment or later. */
  isActing(thread: string, platform: Platform, since: Instant): Promise<boolean>;
  /**
   * Plans the opening message of a deleted thread anew, as a delivery of its own before those that failed since, which are tried
   * again. Returns the former opening message, or undefined if nothing opened the thread.
   */
  openAgain(thread: ThreadPlan['thread'], platform: Platform, now: Instant): Promise<Pick<Delivery, 'key' | 'message'> | undefined>;
  /** Plans for `now` what failed in a thread on this platform because it was locked: messages, edits and removals. */
  sendUnlocked(thread: string, platform: Platform, now: Instant): Promise<void>;
  /** The key of the delivery that became this message in a thread with this key; undefined if it is nobody's or a person's. */
  keyOfMessage(thread: string, message: MessageRef): Promise<string | undefined>;
  find(key: string): Promise<Delivery | undefined>;
  findById(id: DeliveryId): Promise<Delivery | undefined>;
  /** Those that exist, by their numbers. */
  findMany(ids: readonly DeliveryId[]): Promise<readonly Delivery[]>;
  update(
    id: DeliveryId,
    change: Partial<Pick<Delivery, 'state' | 'message' | 'reason' | 'sentAt' | 'outcomeUnknown' | 'conversation'>>,
  ): Promise<void>;
  /**
   * The last earlier message to the same destination that is not over, so that `id` must wait for it, and when it is due.
   * Messages that are held for quiet hours count unless `passHeld`.
   */
  earlier(
    id: DeliveryId,
    options: { readonly passHeld: boolean },
  ): Promise<{ readonly id: DeliveryId; readonly dueAt: Instant; readonly running: boolean } | undefined>;
  /**
   * The first earlier message to the same thread that was not dropped: it opened the thread, or was to open it. One that failed
   * or is not over counts before those that were sent.
   */
  opener(id: DeliveryId): Promise<Pick<Delivery, 'key' | 'state' | 'dueAt'> | undefined>;
  /** Whether a delivery may be opening a thread on this platform now, which is saved only when the platform has answered. */
  isOpeningThread(platform: Platform): Promise<boolean>;
  /**
   * Records an organiser's decision about a message with an unknown outcome: it `arrived`, or it is planned again for `at` and
   * sent without a search. Returns whether the decision was still open.
   */
  resolveUnknownOutcome(row: AgendaId, options: { readonly arrived: boolean; readonly at: Instant }): Promise<boolean>;
  /** Newest first. */
  list(filter: DeliveryFilter): Promise<readonly Delivery[]>;
  /** Whether something waits until the member asks for it. */
  hasWaiting(member: MemberId): Lookup<boolean>;
  /** The same as `list`, for who looks for other things in the same statement. */
  listed(filter: DeliveryFilter): Lookup<readonly Delivery[]>;
}

export interface DeliveryFilter {
  readonly states?: readonly DeliveryState[];
  readonly kindPrefix?: string;
  readonly kinds?: readonly string[];
  /** Only messages to this member alone. */
  readonly member?: MemberId;
  readonly limit: number;
}

/** The conversations on platforms that belong to our keys. */
export interface ConversationRepository {
  find(key: string, platform: Platform): Promise<ConversationRef | undefined>;
  keyOf(conversation: ConversationRef): Promise<string | undefined>;
  save(key: string, conversation: ConversationRef): Promise<void>;
  /** The next message to this key opens a new one there. */
  forget(key: string, platform: Platform): Promise<void>;
}

export interface AuditEntry {
  readonly at: Instant;
  /** Null for the bot itself, and for a person who was erased. */
  readonly actor: MemberId | null;
  /** `settings.change`, `member.role` … */
  readonly action: string;
  /** What changed, in ids and codes only. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface AuditRepository {
  append(entry: AuditEntry): Promise<void>;
  /** Newest first; with `actor`, only this member's actions. */
  list(page: { readonly offset: number; readonly limit: number; readonly actor?: MemberId }): Promise<readonly AuditEntry[]>;
}
