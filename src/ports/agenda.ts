import type { AgendaId, DeliveryId, MemberId } from '../core/ids.js';
import type { Destination } from '../core/notification.js';
import type { Instant } from '../core/time.js';
import type { ConversationRef, MessageRef, Platform } from './chat.js';

/** planned → running → done | failed | cancelled | dropped (too late, or no longer of use). A failed row can be retried. */
export const AGENDA_STATES = ['planned', 'running', 'done', 'failed', 'cancelled', 'dropped'] as const;
export type AgendaState = (typeof AGENDA_STATES)[number];

export interface AgendaRow {
  readonly id: AgendaId;
  /** Unique in the community; planning it again moves the row. */
  readonly key: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly dueAt: Instant;
  /** What it was planned for first; retries and postponements move `dueAt` only. */
  readonly plannedFor: Instant;
  readonly state: AgendaState;
  /** Tries that failed. */
  readonly attempts: number;
  /** How often a process ended with the row in its hands. */
  readonly interruptions: number;
  /** Tries with nothing beside the row in its process that have not come to an end: the process ended first. */
  readonly quarantineTries: number;
  /** Why it failed or was dropped, for organisers and the log; never people's words. */
  readonly reason: string | null;
  readonly finishedAt: Instant | null;
}

/** A row that waits for its time: all that whoever wakes it up has to know. */
export type PlannedRow = Pick<AgendaRow, 'id' | 'key' | 'kind' | 'dueAt' | 'interruptions'>;

/** The reason of a delivery's row that waits for an earlier message to the same destination; it is planned anew when that one is over. */
export const WAIT_TURN = 'wait-turn';

/**
 * The reason of a delivery's row that has failed while its message may be there or not. The delivery is `held` until an
 * organiser looks and says so.
 */
export const UNKNOWN_OUTCOME = 'in-doubt';

/** A restored copy, in milliseconds: the moment that it shows, and when it was restored. */
export interface Standstill {
  readonly madeAt: Instant;
  readonly heldAt: Instant;
}

/** That a row runs, and until when it is its holder's. */
export interface Lease {
  readonly id: AgendaId;
  readonly until: Instant;
}

/** A row that its holder lost: its lease ran out and another took it, or it was erased. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/** What is to be done, and when. */
export interface AgendaPlan {
  readonly key: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly dueAt: Instant;
  readonly again?: boolean;
}

/** What is to be said, to whom, and when. */
export interface DeliveryPlan {
  readonly key: string;
  readonly kind: string;
  readonly args: unknown;
  readonly to: Destination;
  readonly dueAt: Instant;
  /** What a person wrote, to be carried. Kept apart, and gone once it is sent or dropped. */
  readonly words?: { readonly author: MemberId; readonly text: string };
}

export interface AgendaRepository {
  /**
   * Makes sure that the row `key` is planned for `dueAt`: a planned one moves, a finished one stays finished unless
   * `again` is told, a running one is left alone. Many at once cost little more than one.
   */
  plan(work: AgendaPlan | readonly AgendaPlan[]): Promise<void>;
  /** Cancels rows that are still planned; others stay as they are. */
  cancel(keys: readonly string[]): Promise<void>;
  /** Cancels every planned row whose key begins so. */
  cancelPrefix(prefix: string): Promise<void>;
  find(key: string): Promise<AgendaRow | undefined>;
  retry(id: AgendaId, now: Instant): Promise<void>;
  /** By due time; `from` and `to` bound it, [from, to). */
  list(filter: {
    readonly states?: readonly AgendaState[];
    readonly kindPrefix?: string;
    readonly from?: Instant;
    readonly to?: Instant;
    readonly newestFirst?: boolean;
    readonly limit: number;
  }): Promise<readonly AgendaRow[]>;
  nextDue(): Promise<Instant | undefined>;
  /** How many planned rows have come due. */
  countDue(now: Instant): Promise<number>;
  /** How many rows stand in each state that is not over, and in `failed`. */
  countByState(): Promise<Readonly<Partial<Record<AgendaState, number>>>>;

  /**
   * For runners: takes up to `limit` rows that are due, oldest first, and marks them running for `owner` until
   * `leaseUntil`. Rows whose lease ran out count as due. With `kinds`, rows of these kinds only; with `exceptKinds`, of
   * all others.
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
   * For runners that are woken up for single rows: takes those of `ids` that are planned and due. Others (done already, moved, cancelled, taken) are passed over: a doubled or stale call does nothing.
   */
  claimThese(options: {
    readonly ids: readonly AgendaId[];
    readonly now: Instant;
    readonly owner: string;
    readonly leaseUntil: Instant;
  }): Promise<readonly AgendaRow[]>;
  /** What is planned up to and including `until`, in order of time; those behind the row `after` only, if it is told. */
  upcoming(options: {
    readonly until: Instant;
    readonly limit: number;
    readonly after?: Pick<PlannedRow, 'dueAt' | 'id'> | undefined;
  }): Promise<readonly PlannedRow[]>;
  /** What runs, and until when its holder has it, by the clock of that holder. */
  leases(options: { readonly limit: number }): Promise<readonly Lease[]>;
  /**
   * Rows that run under just these leases are planned again, with an interruption counted; those that were renewed or ended
   * meanwhile are left alone. Returns how many it were.
   */
  releaseAbandoned(leases: readonly Lease[]): Promise<number>;
  /**
   * A row is about to run, not at once after it was claimed. Throws a `LeaseLostError` if it is no longer `owner`'s.
   * `quarantined`: the try is counted now, for it may end the process; `release` takes that back.
   */
  begin(id: AgendaId, options: { readonly owner: string; readonly quarantined: boolean }): Promise<void>;
  /** Keeps what `owner` is running for longer. */
  renew(owner: string, leaseUntil: Instant): Promise<void>;
  /**
   * Ends a running row; a delivery that hangs on it fails or is dropped with it, and the next one that waits for its turn
   * at the same destination is due. With `owner`, throws a
   * `LeaseLostError` if the row is no longer theirs, so that a transaction around it comes to nothing.
   */
  finish(
    id: AgendaId,
    result: { readonly state: 'done' | 'failed' | 'dropped'; readonly at: Instant; readonly reason?: string; readonly owner?: string },
  ): Promise<void>;
  /** `finish` as done for many at once; returns those that were still `owner`'s. The others are left alone. */
  finishDone(ids: readonly AgendaId[], options: { readonly at: Instant; readonly owner: string }): Promise<readonly AgendaId[]>;
  /** A running row goes back to planned for `dueAt`; counts as an attempt unless `free`. `owner` as in `finish`. */
  release(
    id: AgendaId,
    options: { readonly dueAt: Instant; readonly reason: string; readonly free: boolean; readonly owner?: string },
  ): Promise<void>;
  /** Set while a restored copy stands still: no row of it is claimed, so nothing is sent. */
  standstill(): Promise<Standstill | undefined>;
  /** What has come due by `now` and waits, by what it does: a delivery is known by the kind of its message. Most first. */
  dueByKind(now: Instant): Promise<readonly { readonly type: 'job' | 'message'; readonly kind: string; readonly count: number }[]>;
  /**
   * Ends the standstill; false if there is none. Messages that came due since the backup, and those that late work leads to, may
   * have been sent by the one that ran then: they are in doubt, and looked for before they are sent.
   */
  endStandstill(now: Instant): Promise<boolean>;
  /** Rows left running by `owner`, or by anybody if none is told (the only process has just started), are planned again. */
  releaseOwned(owner: string | undefined): Promise<number>;
}

/** `waiting`: for a reader who did not ask to be written to; shown as soon as they ask. */
export type DeliveryState = 'planned' | 'sending' | 'sent' | 'dropped' | 'held' | 'failed' | 'waiting';

export interface Delivery {
  readonly id: DeliveryId;
  readonly key: string;
  readonly kind: string;
  readonly args: unknown;
  readonly to: Destination;
  /** When it was planned for; quiet hours and retries move its agenda row, not this. */
  readonly dueAt: Instant;
  readonly state: DeliveryState;
  /** A try began whose end we don't know: the message may be there already. */
  readonly outcomeUnknown: boolean;
  /** Where the last try sent it to; the next one looks there. */
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
   * Writes the delivery and its agenda row (`deliver:<key>`). A key that exists already changes nothing: a message is
   * planned once. Many at once cost little more than one. Throws a `RangeError` on a key longer than 120 characters.
   */
  plan(deliveries: DeliveryPlan | readonly DeliveryPlan[]): Promise<void>;
  /** What the delivery still carries of a person's words. */
  words(id: DeliveryId): Promise<string | undefined>;
  /** What a member wrote that is still on its way. */
  wordsBy(author: MemberId): Promise<readonly string[]>;
  /** The message that goes, or went, out under `key` is to be put together anew and changed where it stands. Changes nothing if there is none. */
  refresh(key: string, now: Instant): Promise<void>;
  find(key: string): Promise<Delivery | undefined>;
  findById(id: DeliveryId): Promise<Delivery | undefined>;
  /** Those that exist, by their numbers. */
  findMany(ids: readonly DeliveryId[]): Promise<readonly Delivery[]>;
  update(
    id: DeliveryId,
    change: Partial<Pick<Delivery, 'state' | 'message' | 'reason' | 'sentAt' | 'outcomeUnknown' | 'conversation'>>,
  ): Promise<void>;
  /**
   * An earlier message to the same destination that still waits for its turn, so that `id` may not go out before it; and
   * when its turn is. Those held for quiet hours count unless `passHeld`. The last before it if there are several.
   */
  earlier(
    id: DeliveryId,
    options: { readonly passHeld: boolean },
  ): Promise<{ readonly id: DeliveryId; readonly dueAt: Instant; readonly running: boolean } | undefined>;
  /**
   * An organiser has looked whether a message that is held in doubt is there: `arrived`, or it is planned again for `at`
   * and goes out without a look. Returns whether it was still held so.
   */
  resolveUnknownOutcome(row: AgendaId, options: { readonly arrived: boolean; readonly at: Instant }): Promise<boolean>;
  list(filter: {
    readonly states?: readonly DeliveryState[];
    readonly kindPrefix?: string;
    /** What goes to this member alone. */
    readonly member?: MemberId;
    readonly limit: number;
  }): Promise<readonly Delivery[]>;
}

/** Our groups and where they live on a platform. */
export interface ConversationRepository {
  find(key: string, platform: Platform): Promise<ConversationRef | undefined>;
  keyOf(conversation: ConversationRef): Promise<string | undefined>;
  save(key: string, conversation: ConversationRef): Promise<void>;
}

export interface AuditEntry {
  readonly at: Instant;
  /** Null: the bot itself, or a person who was forgotten. */
  readonly actor: MemberId | null;
  /** `settings.change`, `member.role`, `coffee.round` … */
  readonly action: string;
  /** What it was done to, in ids and codes only. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface AuditRepository {
  append(entry: AuditEntry): Promise<void>;
  /** Newest first; with `actor`, what this member did. */
  list(page: { readonly offset: number; readonly limit: number; readonly actor?: MemberId }): Promise<readonly AuditEntry[]>;
}
