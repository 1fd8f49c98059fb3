// The order of the aims, as numbers: most members matched, then most of those left out last time, then fewest second matches,
// then the best total. Each aim's stake outweighs all later ones together.
//
// The stakes can be small because two matchings differ by alternating paths and cycles that can be changed one at a time: only a
// path's two ends win or lose a partner, whatever its length. So along one path the total changes by at most
// (n / 2 + 1) · highest score =: unit, second matches by 2, those left out last time by 2, members matched by at least 1.

/** Doubles hold whole numbers, and halves below half of that, exactly. */
const EXACT = 2 ** 52;

export interface Stakes {
  /** What a member costs when left out. */
  leftOut: number;
  /** What one left out last time costs on top. */
  leftOutAgain: number;
  /** What a second match costs. */
  secondMatch: number;
}

/** Stakes for `members` people; throws a RangeError where sums would no longer be exact (far above 100,000 members). */
export function stakesFor(members: number, highestScore: number): Stakes {
  const unit = (members / 2 + 1) * highestScore + 1;
  const stakes = { secondMatch: 3 * unit, leftOutAgain: 9 * unit, leftOut: 27 * unit };
  if (2 * members * (stakes.leftOut + stakes.leftOutAgain) > EXACT) {
    throw new RangeError(`Pairing: ${members} members and scores up to ${highestScore} exceed exact arithmetic`);
  }
  return stakes;
}
