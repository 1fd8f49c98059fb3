import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import type { Account } from '../../core/request.js';
import type { Clock } from '../../core/time.js';
import type { Identity } from '../../ports/chat.js';
import type { Logger } from '../../ports/logger.js';
import type { Store } from '../../ports/store.js';
import type { RelayService } from '../relay/service.js';
import type { PairingInput, PairingResult } from './pairing/types.js';

/** Finds the matches of a round; runs in a worker thread in production. */
export interface Matcher {
  pair(input: PairingInput): Promise<PairingResult>;
}

/** What every part of the coffee chats is made from. */
export interface CoffeeDependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly matcher: Matcher;
  readonly logger: Logger;
  /** A new round's seed: any safe integer from 0 on. */
  readonly randomSeed: () => number;
  /** Whether people with these accounts have a place where a private group of all of them can be opened. */
  readonly haveCommonPlace: (accounts: readonly (readonly Identity[])[]) => boolean;
  /** Carries the words of those who have none. */
  readonly relays: Pick<RelayService, 'offer' | 'card'>;
  /** Asks somebody who joins whether to write to them directly, where that wants to be asked for and was not. */
  readonly offerDirect: (account: Account, language: Language) => Promise<readonly Card[]>;
}

export const FEATURE = 'coffee';

/** The private group of a match; `said` gets this key back. */
export function groupKey(match: number): string {
  return `coffee:${match}`;
}
