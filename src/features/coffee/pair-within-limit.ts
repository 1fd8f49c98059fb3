import { pair } from './pairing/pair.js';
import type { PairingInput, PairingResult } from './pairing/types.js';

/** The search ends with the best that it has found after this long, in milliseconds; a few thousand people need a fraction of it. */
const LIMIT_MS = 60_000;

/** Finds the matches within a minute, for the compute worker. Throws an `Error` when the input contradicts itself. */
export function pairWithinLimit(input: PairingInput): PairingResult {
  return pair(input, { timeLimitMs: LIMIT_MS, now: () => performance.now() });
}
