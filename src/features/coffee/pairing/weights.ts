// Converts points to the scores of the solver. Scores are even integers in hundredths of a point, so that the arithmetic of the solver is
// exact and half the sum of a trio's three pairs is an integer.

import type { PairingWeights } from './types.js';

/** Common working time a day above which more adds no points, in minutes. */
export const ENOUGH_MINUTES = 240;
/** Number of rounds after which two count as if they had never met. */
export const LONG_ROUNDS = 24;
/** Number of common sectors that count. */
export const SECTORS_COUNTED = 2;
/** A member who took part in at most this many rounds is a newcomer. */
export const NEWCOMER_ROUNDS = 1;

/** Points times a share from 0 to 1, as an even number of hundredths of a point. */
export function units(points: number, share = 1): number {
  return 2 * Math.round(50 * points * share);
}

/** Upper bound on the score of a pair, in hundredths of a point. */
export function highestScore(weights: PairingWeights): number {
  return (
    units(weights.organisationsNeverMet) +
    2 * units(weights.offerMeetsWant) +
    units(weights.bothOfferAndWant) +
    units(weights.differentTypes) +
    units(weights.differentGovernorates) +
    SECTORS_COUNTED * units(weights.commonSector) +
    units(weights.overlappingHours) +
    units(weights.newcomerWithExperienced) +
    units(weights.longSince)
  );
}
