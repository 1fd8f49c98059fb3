// The order of the aims, as numbers: most members matched, then most of those left out last time, then fewest trios and second
// matches, then fewest of the kind that was not asked for, then the best total. Each aim's stake outweighs the later ones.
//
// The penalties can be smaller than that takes at first sight, because two matchings differ by alternating paths and cycles that can
// be changed one at a time: only a path's two ends win or lose a partner, whatever its length. So along one path the total
// changes by at most the highest total =: unit, second matches by 2, those left out last time by 2, members matched by at least 1.
// That holds for arrangements with the same trios. Two others differ, besides, by the paths that end at members of their trios, at
// most three for each trio, so for them the penalties are as far apart as exact arithmetic allows.

/** Doubles hold whole numbers, and halves below half of that, exactly. */
const EXACT = 2 ** 52;
const LEAST_APART = 2;
const MOST_APART = 50;

export interface Penalties {
  /** What a member costs when left out. */
  leftOut: number;
  /** What one left out last time costs on top. */
  leftOutAgain: number;
  /** What a second match costs. */
  secondMatch: number;
  /** What a trio costs. */
  trio: number;
  /** How many times as much each aim weighs as the next one. */
  apart: number;
}

/** What one member can cost in all, in units. */
const staked = (apart: number) => (apart + 1) ** 3 + (apart + 1) ** 2 + apart + 1;

/**
 * Penalties for `members` people, of whom `volunteers` accept a second match; `odd` is the cheaper of the two ways to place somebody
 * more. Throws a RangeError where sums would no longer be exact (far above 100,000 members).
 */
export function penaltiesFor(members: number, volunteers: number, highestScore: number, odd: 'trio' | 'volunteer'): Penalties {
  // Where second matches are few, members meet in pairs, or in threes around a volunteer.
  const unit = Math.ceil(Math.min((members + volunteers) / 2, (2 * members) / 3) + 1) * highestScore + 1;
  const affordable = EXACT / (2 * (members + volunteers + 1) * unit);
  let apart = MOST_APART;
  while (apart > LEAST_APART && staked(apart) > affordable) apart--;
  if (staked(apart) > affordable) {
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
