import type { Settings } from '../core/settings.js';
import type { AgendaRepository, AuditRepository, ConversationRepository, DeliveryRepository, PlannedRow } from './agenda.js';
import type { CoffeeRepository } from './coffee.js';
import type { LeaseRepository } from './leases.js';
import type { ImportDraftRepository, LinkRepository, MemberRepository, OrganisationRepository } from './members.js';
import type { RelayRepository } from './relay.js';
import type { WebChatRepository, WebSessionRepository } from './web-chat.js';

/** All repositories of one community, inside or outside a transaction. */
export interface Repositories {
  readonly community: CommunityRepository;
  readonly members: MemberRepository;
  readonly links: LinkRepository;
  readonly organisations: OrganisationRepository;
  readonly importDrafts: ImportDraftRepository;
  readonly coffee: CoffeeRepository;
  readonly agenda: AgendaRepository;
  readonly deliveries: DeliveryRepository;
  readonly conversations: ConversationRepository;
  readonly relays: RelayRepository;
  readonly audit: AuditRepository;
  readonly events: SeenEventRepository;
  readonly leases: LeaseRepository;
  readonly webChat: WebChatRepository;
  readonly webSessions: WebSessionRepository;
  readonly expiry: ExpiryRepository;
}

export interface CommunityRepository {
  settings(): Promise<Settings>;
  saveSettings(settings: Settings): Promise<void>;
  /** Named values that are kept as long as the community (set up at, sample data version). */
  fact(name: string): Promise<string | undefined>;
  saveFact(name: string, value: string): Promise<void>;
  /** Saves a fact unless it exists, and returns the value that is stored. */
  keepFact(name: string, value: string): Promise<string>;
}

/** Platform events that were handled, so that a repeated event has no effect. */
export interface SeenEventRepository {
  /** True the first time only. */
  markSeen(eventId: string, at: number): Promise<boolean>;
  isSeen(eventId: string): Promise<boolean>;
  removeBefore(at: number): Promise<void>;
}

/** Temporary data: link codes, wrong attempts, sign-ins, and member lists that wait for a confirmation. */
export interface ExpiryRepository {
  /** Erases what has expired by `now`, and plans the next run. */
  eraseExpired(now: number): Promise<void>;
}

/** The SQL store of one community. */
export interface Store {
  /** Whether several transactions may write at once. If not, grouping writes into one transaction saves time. */
  readonly concurrentWrites: boolean;
  /** Repositories outside a transaction: each call reads or writes by itself and commits at once. */
  readonly autocommit: Repositories;
  /**
   * Runs `work` in one transaction: all of it is written, or nothing. Throws what `work` throws. It may run `work` again
   * after a deadlock.
   * @throws {Error} Inside another transaction, because it would wait for itself.
   */
  transaction<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /** Runs `work` with priority for database connections, because a person waits for it. */
  prioritise<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Calls `listener` with the agenda rows that this process planned or moved, after their commit and outside any
   * transaction. Rows that other processes plan are not reported. Returns how to unsubscribe.
   */
  onPlanned(listener: (rows: readonly PlannedRow[]) => void): () => void;
  close(): Promise<void>;
}
