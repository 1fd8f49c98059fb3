import type { Instant } from '../core/time.js';
import type { Identity, Platform } from './identity.js';

/**
 * Something that a person did, as the adapter needs it to handle and to answer it, here or in another process after a crash.
 * `route` (with the platform's token) is what an answer needs; null where nobody is answered: what is only told has an order of
 * its own, and nothing else that the person does waits until its turn comes. `body` is what was pressed, typed or filled in. Both are plain
 * data, in which bytes may stand as `Uint8Array`; the adapter parses them when they come back.
 */
export interface InboundInput {
  /** The platform's own id of the interaction: the same id means the same click, delivered again. */
  readonly eventId: string;
  readonly from: Identity;
  readonly route: unknown;
  readonly body: unknown;
}

/** received → handled (its effect and its reply are written, its body is gone) → answered (the row is gone). */
export interface InboundRow extends InboundInput {
  /** Grows with the order in which events arrived. */
  readonly id: number;
  readonly receivedAt: Instant;
  /** The reply as JSON, once the event was handled and until it is answered. */
  readonly reply: string | null;
}

/** How a process holds the events that it receives or takes over. */
export interface Holding {
  readonly at: Instant;
  readonly owner: string;
  readonly leaseUntil: Instant;
  /** A lease that ends by then counts as ended, because the event was left to the next sweep. */
  readonly freeBy: Instant;
}

/** Events are kept 30 minutes at most with their route; replies that could not be brought stay for the next command. */
export interface InboundRepository {
  /**
   * Persists events in one commit. Returns those that are new, each with whether it overtakes earlier events of its account that nobody
   * has handled and that `owner` is not handling.
   */
  receive(
    inputs: readonly InboundInput[],
    holding: Holding,
  ): Promise<ReadonlyMap<string, Pick<InboundRow, 'id'> & { readonly overtakes: boolean }>>;
  /** Whether an event overtakes earlier ones, as for `receive`. */
  overtakes(eventId: string, holding: Pick<Holding, 'owner' | 'freeBy'>): Promise<boolean>;
  /**
   * Takes over the earlier events that this one overtakes, oldest first, also before their lease has ended. Those stay whose process has
   * renewed the lease, because it works on them; with `isAlone` there is no other process. If two processes work on one event, the first
   * that marks it as handled decides.
   */
  claimEarlier(eventId: string, holding: Holding & { readonly isAlone?: boolean }): Promise<readonly InboundRow[]>;
  /** Marks events as handled, in the transaction of their effects; returns the ids of those that were not handled before. */
  markHandled(eventIds: readonly string[], at: Instant): Promise<ReadonlySet<string>>;
  /** Takes back marks of the open transaction, for events whose effects were undone. */
  unmarkHandled(eventIds: readonly string[]): Promise<void>;
  isHandled(eventId: string): Promise<boolean>;
  /** The handled events whose ids begin so. */
  handledWith(prefix: string): Promise<readonly string[]>;
  /** Keeps the replies of persisted events until they are answered, and deletes their bodies; in the transaction of their effects. */
  keepReplies(replies: readonly { readonly eventId: string; readonly reply: string }[]): Promise<void>;
  /** The reply of an event that was handled and is not answered yet; with `owner` only if that process is to bring it. */
  keptReply(eventId: string, owner?: string): Promise<string | undefined>;
  /** Deletes the rows of events whose replies have reached their people, or that needed no reply. */
  markAnswered(eventIds: readonly string[]): Promise<void>;
  /** Keeps a reply that its route no longer takes, to show it with the person's next command or on their home page. */
  keepForLater(eventId: string): Promise<void>;
  /** The replies kept for later for this account, oldest first; they stay. */
  waiting(account: Identity): Promise<readonly { readonly eventId: string; readonly reply: string }[]>;
  /** Replies kept for later for each of these accounts, oldest first; they are deleted as they are taken. */
  takeKept(accounts: readonly Identity[]): Promise<readonly (readonly string[])[]>;
  /** Takes over events of these platforms whose lease ran out by `now`, oldest first; with `fromOthers` also those of other owners. */
  claim(options: {
    readonly platforms: readonly Platform[];
    readonly now: Instant;
    readonly fromOthers: boolean;
    readonly owner: string;
    readonly leaseUntil: Instant;
    readonly limit: number;
  }): Promise<readonly InboundRow[]>;
  /** These events are still being handled. */
  renew(eventIds: readonly string[], lease: Pick<Holding, 'at' | 'leaseUntil'>): Promise<void>;
  /** The event could not be handled for the moment, and is free at `until`. False if it was not persisted, or is finished. */
  postpone(eventId: string, until: Instant): Promise<boolean>;
  /** The owner ends: what it leaves unfinished is free for others at once. */
  release(owner: string): Promise<void>;
  /** Deletes routes and bodies of events received before `at`; a reply that is still there is kept for later. */
  expire(at: Instant): Promise<void>;
  /** Forgets which events were handled before `at`. */
  forgetHandled(at: Instant): Promise<void>;
}
