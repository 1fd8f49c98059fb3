// Arranges a whole round: first the best pairs, then, for members who have no pair, trios or second matches of volunteers. Each of
// these is used only where it places more members, and the kind that the settings do not ask for only where the other kind does not
// place everybody.

import { extendPairs } from './extend-pairs.js';
import type { PairingModel } from './model.js';
import { type Plan, planPairs } from './plan.js';
import { placeBySecondMatch, type SecondMatchPlan } from './second-match.js';
import { searchTrios, type Trio, type TrioPlan, trioMayHelp } from './trios.js';

export interface Arrangement {
  /** Members who meet, in pairs and trios. */
  groups: readonly (readonly number[])[];
  leftOut: readonly number[];
  /** Sum of the groups' scores. */
  total: number;
  exact: boolean;
  /** Upper bound on the total of every arrangement that places as many members with as few trios and second matches. */
  bound: number;
  /** The plans that together prove the bound. The first one has no trios. */
  tried: readonly TrioPlan[];
}

interface Outcome {
  trios: readonly Trio[];
  pairs: Plan['pairs'];
  leftOut: readonly number[];
  worth: number;
  bound: number;
  tried: readonly TrioPlan[];
}

/** Arranges all members of the model. `odd` is the kind of arrangement to prefer for members without a pair. */
export function arrange(model: PairingModel, odd: 'trio' | 'volunteer'): Arrangement {
  const { volunteers } = model;
  const count = model.scores.n;
  const members = Array.from({ length: count }, (_, member) => member);
  const root = planPairs(model, members, []);
  if (root.leftOut.length === 0 || volunteers.length === 0) return arrangementOf(model, count, withTrios(model, root, members, []));
  const alone = odd === 'trio' ? withTrios(model, root, members, []) : null;
  if (alone !== null && alone.leftOut.length === 0) return arrangementOf(model, count, alone);
  const placed = alone === null || alone.bound === alone.worth ? placeBySecondMatch(model, root, members) : null;
  if (placed !== null) return arrangementOf(model, count, withSecond(root, placed));
  const helped = withTrios(model, planPairs(model, members, volunteers), members, volunteers);
  const best = alone !== null && alone.worth >= helped.worth ? alone : helped;
  return arrangementOf(model, count, { ...best, bound: Math.max(helped.bound, best.worth), tried: helped.tried });
}

function withTrios(model: PairingModel, root: Plan, members: readonly number[], volunteers: readonly number[]): Outcome {
  const pairsOnly = { trios: [], rest: root, worth: root.worth };
  if (!trioMayHelp(model, root)) return { ...root, trios: [], tried: [pairsOnly] };
  const joined = extendPairs(model, root);
  if (!root.exact) {
    const penaltiesPaid = totalOf(model, joined) - joined.worth;
    const bound = upperBoundOf(root, joined.leftOut.length, secondsOf(joined, members.length)) - penaltiesPaid;
    return { ...joined, bound: Math.max(bound, joined.worth), tried: [pairsOnly] };
  }
  const searched = searchTrios(model, root, members, volunteers);
  const { trios, rest, worth, bound, tried } = searched;
  // A search that the deadline ended early may not have found anything better.
  if (joined.worth > worth) return { ...joined, bound: Math.max(bound, joined.worth), tried };
  return { trios, pairs: rest.pairs, leftOut: rest.leftOut, worth, bound, tried };
}

function withSecond(root: Plan, { second, rest, worth }: SecondMatchPlan): Outcome {
  const pairs = [...rest.pairs, [second.volunteer, second.guest] as const];
  const tried = [
    { trios: [], rest: root, worth: root.worth },
    { trios: [], second, rest, worth },
  ];
  return { trios: [], pairs, leftOut: [], worth, bound: worth, tried };
}

function arrangementOf(model: PairingModel, count: number, outcome: Outcome): Arrangement {
  const { trios, pairs, leftOut, worth, bound, tried } = outcome;
  const total = totalOf(model, outcome);
  // With more trios or second matches, the penalties may not order two arrangements correctly.
  const ways = trios.length + secondsOf(outcome, count);
  const comparable = tried.length === 1 || (leftOut.length === 0 ? ways : 6 * ways + 6) <= model.penalties.apart;
  return { groups: [...trios, ...pairs], leftOut, total, exact: bound === worth && comparable, bound: bound + total - worth, tried };
}

function totalOf({ scores, trioScore }: PairingModel, { pairs, trios }: Pick<Outcome, 'pairs' | 'trios'>): number {
  const inPairs = pairs.reduce((sum, [a, b]) => sum + scores.worth(a, b), 0);
  return trios.reduce((sum, trio) => sum + trioScore(...trio)!, inPairs);
}

function secondsOf({ trios, pairs, leftOut }: Pick<Outcome, 'trios' | 'pairs' | 'leftOut'>, count: number): number {
  return 2 * pairs.length + 3 * trios.length + leftOut.length - count;
}

/**
 * A rough upper bound on the total of every arrangement of the plan's members that leaves `leftOut` of them out and has `seconds`
 * second matches. A member adds at most half of the score of their best pair, and a trio counts half of each of its three pairs.
 */
function upperBoundOf({ part }: Plan, leftOut: number, seconds: number): number {
  const halves = Float64Array.from(part.member, (_, v) => part.upperBound(v) / 2);
  const members = halves.slice(0, part.firstCopy).sort().subarray(leftOut);
  const copies = halves.slice(part.firstCopy).sort().reverse().subarray(0, seconds);
  return [...members, ...copies].reduce((sum, most) => sum + most, 0);
}
