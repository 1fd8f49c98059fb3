import type { MemberId } from '../core/ids.js';
import type { Lookup } from '../core/lookup.js';
import type { Settings } from '../core/settings.js';
import type { TableSpec } from '../core/table-spec.js';
import type { Tx } from '../core/transaction.js';
import type { AgendaRepository, AuditRepository, ConversationRepository, DeliveryRepository, PlannedRow } from './agenda.js';
import type { BlobRepository } from './blobs.js';
import type { Identity } from './chat.js';
import type { InboundRepository } from './inbound.js';
import type { LeaseRepository } from './leases.js';
import type { WebChatRepository, WebSessionRepository } from './web-chat.js';

/** The engines' repositories of one community, within one transaction or outside any. Features' tables are in their stores. */
export interface Engines {
  readonly tx: Tx;
  readonly inTransaction: boolean;
  readonly community: CommunityRepository;
  readonly agenda: AgendaRepository;
  readonly deliveries: DeliveryRepository;
  readonly conversations: ConversationRepository;
  readonly audit: AuditRepository;
  readonly inbound: InboundRepository;
  readonly leases: LeaseRepository;
  readonly webChat: WebChatRepository;
  readonly webSessions: WebSessionRepository;
  readonly blobUses: BlobRepository;
  readonly personalData: PersonalDataRepository;
}

/** Columns of a row, as they are kept for a while: a list of bytes as base64. */
export type KeptRow = Readonly<Record<string, string | number | null | { readonly bytes: string }>>;

/**
 * What became of a row when two people became one. `before` and `after` hold the columns that changed; the whole row where it was
 * removed (`after` is null) or written (`before` is null).
 */
export interface RowChange {
  readonly table: string;
  /** Names the row as it is afterwards, or as it was if it is gone. */
  readonly key: KeptRow;
  readonly before: KeptRow | null;
  readonly after: KeptRow | null;
  /** Whom the row names, before or after. */
  readonly members: readonly MemberId[];
}

export interface CommunityRepository {
  settings(): Promise<Settings>;
  /** The same, looked for with other things. */
  lookForSettings(): Lookup<Settings>;
  saveSettings(settings: Settings): Promise<void>;
  /** Named values that are kept as long as the community (set up at, sample data version). */
  fact(name: string): Promise<string | undefined>;
  /** The same, looked for with other things. */
  lookForFact(name: string): Lookup<string | undefined>;
  /** Looks whether the community has this fact. */
  noted(name: string): Lookup<boolean>;
  saveFact(name: string, value: string): Promise<void>;
  /** Saves a fact unless it exists, and returns the value that is stored. */
  keepFact(name: string, value: string): Promise<string>;
}

/** What the engines hold about people: deliveries, agenda, audit log, conversations, browser chat. */
export interface PersonalDataRepository {
  /**
   * Messages on their way, organiser actions, messages to the member, and what they wrote in the browser chat. `rows`: what features
   * look for in the same statement.
   */
  exportPersonalData<Found>(
    member: MemberId,
    accounts: readonly Identity[],
    rows: Lookup<Found>,
  ): Promise<{ readonly data: Readonly<Record<string, unknown>>; readonly found: Found }>;
  /**
   * Erases what the engines hold about a person who is about to be erased; audit entries stay without them. `sentences`: words
   * of theirs that the bot may have repeated. Runs in a transaction; the database files are cleaned after its commit.
   */
  erase(person: {
    readonly member: MemberId;
    readonly name: string;
    readonly accounts: readonly Identity[];
    readonly sentences: readonly string[];
  }): Promise<void>;
  /** Whatever names `from` names `into` afterwards; what waits for both, equal once they are one, is sent once. */
  merge(from: MemberId, into: MemberId): Promise<void>;
  /** Notes the rows of two people who are about to become one. Returns what tells how they have changed since. */
  watchRows(
    two: { readonly from: MemberId; readonly into: MemberId },
    tables: readonly TableSpec[],
  ): Promise<() => Promise<readonly RowChange[]>>;
  /**
   * Gives both back the rows that a merge changed: where they still exist and name nobody else by now. What has changed since then
   * stays as it is. `stays`: who `into` is by now. Returns the table of each row that could not be given back.
   */
  giveRowsBack(
    changes: readonly RowChange[],
    two: { readonly into: MemberId; readonly stays: MemberId },
    tables: readonly TableSpec[],
  ): Promise<readonly string[]>;
  /** Cleans the database files of what an erasure left in them, if that could not be done then. */
  finishErasures(): Promise<void>;
}

/**
 * Runs steps of an open transaction, one after another, that are undone alone if they throw. Throws only what the database itself
 * failed with; then the transaction has failed too.
 */
export type Savepoint = <T>(steps: () => Promise<T>) => Promise<Saved<T>>;

/** What became of steps behind a savepoint; `erased`: they erased somebody. */
export type Saved<T> =
  | { readonly ok: true; readonly result: T; readonly erased: boolean }
  | { readonly ok: false; readonly error: unknown };

/** A transaction that is written. If somebody was erased, `cleaned` resolves once the database files are clean, which takes a while. */
export interface Committed<T> {
  readonly result: T;
  readonly cleaned: Promise<void>;
}

/** The two ways to read and write. */
export interface Transactions {
  /** Repositories outside a transaction: each call stands alone. */
  readonly autocommit: Engines;
  /**
   * Runs `work` in one transaction: all of it is written, or nothing. Throws what `work` throws. It may run `work` again
   * after a deadlock.
   * Must not be called inside another transaction, because it would wait for itself.
   */
  transaction<T>(work: (engines: Engines) => Promise<T>): Promise<T>;
}

/** The SQL store of one community. */
export interface Store extends Transactions {
  /** Whether several transactions may write at once. If not, grouping writes into one transaction saves time. */
  readonly concurrentWrites: boolean;
  /** The same for people who wait: it goes before what the bot does of its own accord. */
  readonly urgent: Transactions;
  /**
   * Like `urgent.transaction`, for the work of several people who share one commit: behind a `savepoint`, what one of them does is
   * written whole or not at all, whatever becomes of the others.
   */
  sharedTransaction<T>(work: (engines: Engines, savepoint: Savepoint) => Promise<T>): Promise<Committed<T>>;
  /**
   * Calls `listener` with the agenda rows that this process planned or moved, after their commit and outside any
   * transaction. Rows that other processes plan are not reported. Returns how to unsubscribe.
   */
  onPlanned(listener: (rows: readonly PlannedRow[]) => void): () => void;
  close(): Promise<void>;
}
