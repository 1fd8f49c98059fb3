import type { Settings } from '../core/settings.js';
import type { AgendaRepository, AuditRepository, ConversationRepository, DeliveryRepository, PlannedRow } from './agenda.js';
import type { CoffeeRepository } from './coffee.js';
import type { LeaseRepository } from './leases.js';
import type { ImportDraftRepository, LinkRepository, MemberRepository, OrganisationRepository } from './members.js';
import type { RelayRepository } from './relay.js';
import type { WebChatRepository, WebSessionRepository } from './web-chat.js';

/** All repositories of one community, within one transaction or outside any. */
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
  /** Small facts that live as long as the community (set up at, sample data version). */
  fact(name: string): Promise<string | undefined>;
  saveFact(name: string, value: string): Promise<void>;
  /** Keeps a fact unless there is one already, and returns what stands. */
  keepFact(name: string, value: string): Promise<string>;
}

/** Platform events that were handled, so that one delivered again changes nothing. */
export interface SeenEventRepository {
  /** True the first time only. */
  markSeen(eventId: string, at: number): Promise<boolean>;
  isSeen(eventId: string): Promise<boolean>;
  removeBefore(at: number): Promise<void>;
}

/** Link codes and wrong ones, sign-ins, lists of members that wait for a yes: all that is good for a while only. */
export interface ExpiryRepository {
  /** Erases what has run out by `now`, and plans the next time for when more does. */
  eraseExpired(now: number): Promise<void>;
}

/** The SQL store of one community. */
export interface Store {
  /** Whether several writes may be under way at once; else one waits for another, and what is written together costs less. */
  readonly concurrentWrites: boolean;
  /** Repositories outside a transaction: each call stands alone. */
  readonly autocommit: Repositories;
  /**
   * Runs `work` in one transaction: all of it is written, or nothing. Throws what `work` throws. A transaction within a
   * transaction is a mistake in the code and throws at once (it would wait for itself).
   */
  transaction<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /** Whatever `work` reads and writes is for a person who waits: it goes before what the bot does of its own accord. */
  prioritise<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Calls `listener` with the agenda's rows that this process has planned or moved, once they are written for good and
   * outside any transaction. What another process plans is not told. Returns how to end it.
   */
  onPlanned(listener: (rows: readonly PlannedRow[]) => void): () => void;
  close(): Promise<void>;
}
