// A plan: the best pairs of a part of the members, with what proves them the best.

import type { Certificate } from './blossom/certificate.js';
import { optimise } from './optimise.js';
import { type Part, partOf } from './part.js';
import type { Setting } from './setting.js';

export interface Plan {
  /** Pairs of members; a volunteer may be in two. */
  pairs: readonly (readonly [number, number])[];
  leftOut: readonly number[];
  /** Scores of the pairs less all stakes lost: what plans are compared by. */
  worth: number;
  exact: boolean;
  part: Part;
  certificate: Certificate;
  /** No plan for this part is worth more. */
  bound: number;
}

/** The best pairs among `members`, where `volunteers` (some of them) may meet two people if that places somebody. */
export function planPairs(setting: Setting, members: readonly number[], volunteers: readonly number[]): Plan {
  const { scores, stakes, leftOutLastTime, deadline } = setting;
  const part = partOf(scores, members, volunteers);
  const floor = new Float64Array(part.n);
  for (let v = 0; v < part.n; v++) {
    if (v >= part.firstCopy) floor[v] = stakes.secondMatch;
    else floor[v] = -stakes.leftOut - (leftOutLastTime(part.member[v]!) ? stakes.leftOutAgain : 0);
  }
  const { certificate, exact, bound } = optimise(part, floor, deadline);
  // A copy that is not needed costs nothing: measure from all copies spared.
  const spared = stakes.secondMatch * volunteers.length;
  const { mate } = certificate;
  const pairs: [number, number][] = [];
  const leftOut: number[] = [];
  let worth = 0;
  for (let v = 0; v < part.n; v++) {
    if (mate[v]! < 0) {
      worth += floor[v]!;
      if (v < part.firstCopy) leftOut.push(part.member[v]!);
    } else if (v < mate[v]!) {
      worth += part.worth(v, mate[v]!);
      pairs.push([part.member[v]!, part.member[mate[v]!]!]);
    }
  }
  return { pairs, leftOut, worth: worth - spared, exact, part, certificate, bound: bound - spared };
}
