// What the criteria are worth. Points are kept as even integers (hundredths), so that all arithmetic of the solver is
// exact and half of a trio's three pairs is still a whole number.

import type { PairingWeights } from './types.js';

/** Hours a day in common beyond which more does not help, in minutes. */
export const ENOUGH_MINUTES = 240;
/** Rounds after which a meeting counts as forgotten. */
export const LONG_ROUNDS = 24;
/** Common sectors that count. */
export const SECTORS_COUNTED = 2;
/** A member with at most this many rounds is a newcomer. */
export const NEWCOMER_ROUNDS = 1;

/** Points (times a share in 0…1) as an even number of hundredths. */
export function units(points: number, share = 1): number {
  return 2 * Math.round(50 * points * share);
}

/** No pair scores more than this under `weights`, in hundredths. */
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
