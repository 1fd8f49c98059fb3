import type { Clock } from '../../core/time.js';
import type { Logger } from '../../ports/logger.js';
import type { Store } from '../../ports/store.js';
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
}

export const FEATURE = 'coffee';

/** The private group of a match; `said` gets this key back. */
export function groupKey(match: number): string {
  return `coffee:${match}`;
}
