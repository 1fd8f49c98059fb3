// Places the one member who is left out as the second match of a volunteer, mostly without copies of volunteers (subgraph.ts).
//
// By the prices of the exact plan for all members, an arrangement in which y is the second match of a volunteer is worth at most the
// worth of the plan minus u[y] plus the score of that match. A new plan for the others without y nearly always reaches the highest of
// these bounds, and then no arrangement is better.

import type { PairingModel } from './model.js';
import { type Plan, planPairs } from './plan.js';

/** Number of guests that are tried before the search with copies takes over. */
const TRIES = 3;

export interface SecondMatch {
  volunteer: number;
  guest: number;
}

export interface SecondMatchPlan {
  second: SecondMatch;
  /** The best plan for everybody but the guest. */
  rest: Plan;
  worth: number;
}

/** The best arrangement that places all `members` with one second match; null where this method cannot prove one. */
export function placeBySecondMatch(model: PairingModel, root: Plan, members: readonly number[]): SecondMatchPlan | null {
  const { scores, penalties, volunteers, deadline } = model;
  if (!root.exact || root.leftOut.length !== 1) return null;
  const { part, certificate } = root;
  /** For each guest, the volunteer with whom the score is highest. */
  const best = new Map<number, SecondMatch & { bound: number }>();
  const row = new Int32Array(scores.n);
  for (const volunteer of volunteers) {
    scores.fillRow(volunteer, 0, scores.n, row);
    for (let y = 0; y < part.n; y++) {
      const guest = part.member[y]!;
      const bound = root.worth + row[guest]! - certificate.u[y]! - penalties.secondMatch;
      if (row[guest]! >= 0 && bound > (best.get(guest)?.bound ?? Number.NEGATIVE_INFINITY)) best.set(guest, { volunteer, guest, bound });
    }
  }
  let found: SecondMatchPlan | null = null;
  const promising = [...best.values()].sort((one, other) => other.bound - one.bound);
  for (const [k, { volunteer, guest, bound }] of promising.entries()) {
    if (found !== null && bound <= found.worth) return found;
    if (k === TRIES || deadline.passed()) return null;
    const others = members.filter((member) => member !== guest);
    const rest = planPairs(model, others, [], root);
    if (!rest.exact || rest.leftOut.length > 0) continue;
    const worth = rest.worth + scores.worth(volunteer, guest) - penalties.secondMatch;
    if (found === null || worth > found.worth) found = { second: { volunteer, guest }, rest, worth };
  }
  return found;
}
