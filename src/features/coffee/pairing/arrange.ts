// The whole arrangement: the best pairs; then, for those no pair is left for, trios and volunteers' second matches, each only
// where it places somebody more, and the way that was not asked for only where the other one does not suffice.

import { joinPairs } from './join-pairs.js';
import { type Plan, planPairs } from './plan.js';
import { placeBySecondMatch, type SecondMatchPlan } from './second-match.js';
import type { Setting } from './setting.js';
import { searchTrios, type Trio, type TrioPlan, trioMayHelp } from './trios.js';

export interface Arrangement {
  /** Members who meet, in twos and threes. */
  groups: readonly (readonly number[])[];
  leftOut: readonly number[];
  /** Sum of the groups' scores. */
  total: number;
  exact: boolean;
  /** No arrangement that places as many, with as few trios and second matches, totals more. */
  bound: number;
  /** The plans that together prove it, the first one without trios. */
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

/** Arranges all members of the setting. */
export function arrange(setting: Setting, odd: 'trio' | 'volunteer'): Arrangement {
  const { volunteers } = setting;
  const count = setting.scores.n;
  const members = Array.from({ length: count }, (_, member) => member);
  const root = planPairs(setting, members, []);
  if (root.leftOut.length === 0 || volunteers.length === 0) return arrangementOf(setting, count, withTrios(setting, root, members, []));
  const alone = odd === 'trio' ? withTrios(setting, root, members, []) : null;
  if (alone !== null && alone.leftOut.length === 0) return arrangementOf(setting, count, alone);
  const placed = alone === null || alone.bound === alone.worth ? placeBySecondMatch(setting, root, members) : null;
  if (placed !== null) return arrangementOf(setting, count, withSecond(root, placed));
  const helped = withTrios(setting, planPairs(setting, members, volunteers), members, volunteers);
  const best = alone !== null && alone.worth >= helped.worth ? alone : helped;
  return arrangementOf(setting, count, { ...best, bound: Math.max(helped.bound, best.worth), tried: helped.tried });
}

function withTrios(setting: Setting, root: Plan, members: readonly number[], volunteers: readonly number[]): Outcome {
  const pairsOnly = { trios: [], rest: root, worth: root.worth };
  if (!trioMayHelp(setting, root)) return { ...root, trios: [], tried: [pairsOnly] };
  const joined = joinPairs(setting, root);
  if (!root.exact) {
    const stakesLost = totalOf(setting, joined) - joined.worth;
    const bound = ceilingsOf(root, joined.leftOut.length, secondsOf(joined, members.length)) - stakesLost;
    return { ...joined, bound: Math.max(bound, joined.worth), tried: [pairsOnly] };
  }
  const searched = searchTrios(setting, root, members, volunteers);
  const { trios, rest, worth, bound, tried } = searched;
  // A search that time cut short may know of nothing better.
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

function arrangementOf(setting: Setting, count: number, outcome: Outcome): Arrangement {
  const { trios, pairs, leftOut, worth, bound, tried } = outcome;
  const total = totalOf(setting, outcome);
  // Beyond that, the stakes may not tell which of two arrangements with trios is better.
  const ways = trios.length + secondsOf(outcome, count);
  const comparable = tried.length === 1 || (leftOut.length === 0 ? ways : 6 * ways + 6) <= setting.stakes.apart;
  return { groups: [...trios, ...pairs], leftOut, total, exact: bound === worth && comparable, bound: bound + total - worth, tried };
}

function totalOf({ scores, trioScore }: Setting, { pairs, trios }: Pick<Outcome, 'pairs' | 'trios'>): number {
  const inPairs = pairs.reduce((sum, [a, b]) => sum + scores.worth(a, b), 0);
  return trios.reduce((sum, trio) => sum + trioScore(...trio)!, inPairs);
}

function secondsOf({ trios, pairs, leftOut }: Pick<Outcome, 'trios' | 'pairs' | 'leftOut'>, count: number): number {
  return 2 * pairs.length + 3 * trios.length + leftOut.length - count;
}

/**
 * A rough bound on the total of every arrangement of pairs and trios of the plan's members that leaves `leftOut` of them out and
 * has `seconds` second matches: nobody earns more than half of their best pair, and a trio counts half of each of its sides.
 */
function ceilingsOf({ part }: Plan, leftOut: number, seconds: number): number {
  const halves = Float64Array.from(part.member, (_, v) => part.ceiling(v) / 2);
  const members = halves.slice(0, part.firstCopy).sort().subarray(leftOut);
  const copies = halves.slice(part.firstCopy).sort().reverse().subarray(0, seconds);
  return [...members, ...copies].reduce((sum, most) => sum + most, 0);
}
