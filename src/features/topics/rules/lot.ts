import { seededRandom } from '../../../kit/random.js';

/** Spreads neighbouring ids over all 32 bits (the golden ratio as a 32-bit fraction). */
const SPREAD = 0x9e37_79b1;

/** The lot that `id` draws: below 2 ** 32, the same for the same seed whoever else takes part. The lowest wins. */
export function lotOf(seed: number, id: number): number {
  return seededRandom(seed ^ Math.imul(id, SPREAD))(0x1_0000_0000);
}
