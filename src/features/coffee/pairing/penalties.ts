// Expresses the order of the aims in numbers: most members matched, then most of those left out last time, then the fewest trios and
// second matches, then the fewest of the kind that the settings do not prefer, then the best total. The penalty of each aim outweighs
// all later aims.
//
// The penalties can be smaller than this seems to require. Two matchings differ by alternating paths and cycles, which can be changed
// one at a time, and only the two ends of a path gain or lose a partner, whatever its length. So along one path the total changes by at
// most the highest total (called unit), the number of second matches by 2, of members left out last time by 2, and of matched members by
// at least 1. This holds for arrangements with the same trios. Arrangements with different trios also differ by the paths that end at
// members of these trios, at most three for each trio. Therefore the penalties are as far apart as exact arithmetic allows, which is
// the least distance above some 70,000 members with the default weights. There the sums over all members could be inexact in the worst
// case, so optimise.ts claims a proof only where they are not.

/** Doubles represent integers up to this limit exactly, and multiples of ½ up to half of it. */
export const EXACT = 2 ** 52;
const LEAST_APART = 2;
const MOST_APART = 50;

export interface Penalties {
  /** Penalty for each member left out. */
  leftOut: number;
  /** Additional penalty for a member who was left out last time too. */
  leftOutAgain: number;
  /** Penalty for each second match. */
  secondMatch: number;
  /** Penalty for each trio. */
  trio: number;
  /** The ratio between the weights of two successive aims. */
  apart: number;
}

/** Prices can be a few times as large as the penalties that cause them. */
const SAFETY = 64;

/** The most that one member can cost, in units. */
const staked = (apart: number) => (apart + 1) ** 3 + (apart + 1) ** 2 + apart + 1;

/**
 * Penalties for `members` people, of whom `volunteers` accept a second match. `highestScore` is in hundredths of a point, as are the
 * penalties. `odd` is the kind of arrangement with the lower penalty. Throws a RangeError where the penalties of single members would
 * not be exact (many millions of members).
 */
export function penaltiesFor(members: number, volunteers: number, highestScore: number, odd: 'trio' | 'volunteer'): Penalties {
  // With few second matches, members meet in pairs or in groups of three around a volunteer.
  const unit = Math.ceil(Math.min((members + volunteers) / 2, (2 * members) / 3) + 1) * highestScore + 1;
  const affordable = EXACT / (2 * (members + volunteers + 1) * unit);
  let apart = MOST_APART;
  while (apart > LEAST_APART && staked(apart) > affordable) apart--;
  if (SAFETY * staked(apart) * unit > EXACT) {
    throw new RangeError(`Pairing: ${members} members and scores up to ${highestScore} exceed exact arithmetic`);
  }
  const [asked, other] = [apart * unit, (apart + 1) * unit];
  return {
    secondMatch: odd === 'volunteer' ? asked : other,
    trio: odd === 'trio' ? asked : other,
    leftOutAgain: (apart + 1) * other,
    leftOut: (apart + 1) ** 2 * other,
    apart,
  };
}
