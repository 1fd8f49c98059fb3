import type { Platform } from './identity.js';

export type ConversationKind = 'direct' | 'group' | 'channel' | 'thread';

/** Where people read and write besides threads. */
export type PlaceKind = Exclude<ConversationKind, 'thread'>;

export interface ConversationRef {
  readonly platform: Platform;
  readonly space: string;
  /** The platform's id; a thread's is made by its adapter from whatever finds the thread again. */
  readonly id: string;
  readonly kind: ConversationKind;
}

/** A conversation that is not a thread. */
export interface PlaceRef extends ConversationRef {
  readonly kind: PlaceKind;
}

export interface MessageRef {
  readonly conversation: ConversationRef;
  readonly id: string;
}

/** What a channel is used for. The features define the purposes; adapters get them as data and name none themselves. */
export interface ChannelPurpose {
  /** Identifies the purpose in settings, destinations and problem reports. */
  readonly name: string;
  /** Names by which a channel serves this purpose when organisers have not chosen one, in all languages. */
  readonly usualNames: readonly string[];
  /** `organisers`: a channel that everyone in the space can read must not serve this purpose. */
  readonly readers: 'everyone' | 'organisers';
  /** Everything is posted there in threads, so that a channel which holds nothing but threads can serve too. */
  readonly inThreads?: boolean;
  /** The purpose whose channel serves when this one has none. */
  readonly fallback?: string;
  /** A picture beside its name, where a client of ours shows one. */
  readonly sign?: 'cup';
  /** Whether joining this channel counts as joining the community. */
  readonly welcomes: boolean;
}
