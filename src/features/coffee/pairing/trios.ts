// Who joins whom when pairs cannot place everybody.
//
// Packing pairs and triangles so that they cover most vertices is as tractable as matching (Cornuéjols, Hartvigsen and
// Pulleyblank, "Packing subgraphs in a graph", 1982). What a maximum matching leaves out lies in the odd components of the
// Gallai–Edmonds structure; a triangle helps exactly when it lies in one of these and the rest of that component has a perfect
// matching. Which components help is a matroid, so choosing one good trio after the other ends at the best coverage.
// Here the components can be read off the solver's prices: they are the blossoms whose price carries the stake of leaving out.

import type { Plan, Setting } from './plan.js';
import { planPairs } from './plan.js';

/**
 * How much work goes into trying trios to the end, in pairs of members. All are tried where that suffices (one trio among up to 18
 * members, more members where components are small), which finds the best one.
 */
const WORK = 300_000;
/** How many times as much goes into finding any that helps, when none simply extends a pair. */
const PERSISTENCE = 10;
/** Up to this many members the others are planned anew after a guest joined a pair. */
const PLANNED_ANEW = 2000;

export interface TrioChoice {
  trio: readonly [number, number, number];
  /** Half the sum of its pairs' scores. */
  score: number;
  /** The best plan for all others. */
  rest: Plan;
  /** Every trio was tried, so no other one gives more. */
  best: boolean;
}

/** The score of a trio; null where it breaks a rule. */
export function trioScore(setting: Setting, a: number, b: number, c: number): number | null {
  const { scores } = setting;
  const sides = [scores.worth(a, b), scores.worth(b, c), scores.worth(a, c)];
  if (sides.some((side) => side < 0) || !setting.speakTogether(a, b, c)) return null;
  return sides.reduce((sum, side) => sum + side / 2, 0);
}

/**
 * The trio that places one more of the plan's left-out members, or null when none can.
 * `volunteers` may still take two matches among the rest.
 */
export function findTrio(setting: Setting, plan: Plan, members: readonly number[], volunteers: readonly number[]): TrioChoice | null {
  const components = oddComponents(setting, plan);
  const count = components.reduce((sum, { length }) => sum + (length * (length - 1) * (length - 2)) / 6, 0);
  const affordable = WORK / members.length ** 2;
  if (count > 0 && count <= affordable && !setting.deadline.passed()) {
    return tryTrios(setting, plan, members, volunteers, components, Infinity);
  }
  const joined = joinPair(setting, plan, members, volunteers);
  return joined ?? tryTrios(setting, plan, members, volunteers, components, PERSISTENCE * affordable);
}

/** The odd components that a maximum matching may leave somebody of out, as lists of members. */
function oddComponents(setting: Setting, plan: Plan): number[][] {
  const { part, certificate } = plan;
  const heavy = certificate.blossoms.filter(({ price }) => price >= setting.stakes.leftOut / 2);
  heavy.sort((one, other) => other.vertices.length - one.vertices.length);
  const taken = new Set<number>();
  const components: number[][] = [];
  for (const { vertices } of heavy) {
    if (vertices.some((v) => taken.has(v))) continue;
    for (const v of vertices) taken.add(v);
    components.push(vertices.filter((v) => v < part.firstCopy).map((v) => part.member[v]!));
  }
  return components;
}

/** Removes each trio in turn and plans the rest anew; with a limit, stops at the first that helps. */
function tryTrios(
  setting: Setting,
  plan: Plan,
  members: readonly number[],
  volunteers: readonly number[],
  components: readonly number[][],
  limit: number,
): TrioChoice | null {
  let found: TrioChoice | null = null;
  let tried = 0;
  for (const component of components) {
    for (let i = 0; i < component.length; i++) {
      for (let j = i + 1; j < component.length; j++) {
        for (let k = j + 1; k < component.length; k++) {
          const trio = [component[i]!, component[j]!, component[k]!] as const;
          const score = trioScore(setting, ...trio);
          if (score === null) continue;
          if (tried++ >= limit || setting.deadline.passed()) return found;
          const others = (list: readonly number[]) => list.filter((member) => !trio.includes(member));
          const rest = planPairs(setting, others(members), others(volunteers));
          if (rest.leftOut.length >= plan.leftOut.length) continue;
          if (found === null || rest.worth + score > found.rest.worth + found.score) found = { trio, score, rest, best: rest.exact };
          if (limit !== Infinity) return { ...found, best: false };
        }
      }
    }
  }
  return found;
}

/** A left-out member joins the pair that gains most; those left out last time first. */
function joinPair(setting: Setting, plan: Plan, members: readonly number[], volunteers: readonly number[]): TrioChoice | null {
  const { stakes, scores, leftOutLastTime } = setting;
  const matches = new Map<number, number>();
  for (const member of plan.pairs.flat()) matches.set(member, (matches.get(member) ?? 0) + 1);
  let found: { guest: number; pair: readonly [number, number]; score: number; gain: number } | null = null;
  for (const guest of plan.leftOut) {
    const saved = stakes.leftOut + (leftOutLastTime(guest) ? stakes.leftOutAgain : 0);
    for (const pair of plan.pairs) {
      if (pair.some((member) => matches.get(member) === 2)) continue;
      const score = trioScore(setting, guest, pair[0], pair[1]);
      if (score === null) continue;
      const gain = saved + score - scores.worth(pair[0], pair[1]);
      if (found === null || gain > found.gain) found = { guest, pair, score, gain };
    }
  }
  if (found === null) return null;
  const { guest, pair, score } = found;
  const trio = [guest, pair[0], pair[1]] as const;
  if (members.length <= PLANNED_ANEW && !setting.deadline.passed()) {
    const others = (list: readonly number[]) => list.filter((member) => !trio.includes(member));
    return { trio, score, rest: planPairs(setting, others(members), others(volunteers)), best: false };
  }
  const rest: Plan = {
    ...plan,
    pairs: plan.pairs.filter((other) => other !== pair),
    leftOut: plan.leftOut.filter((member) => member !== guest),
    worth: plan.worth + found.gain - score,
    // The prices no longer tell the components of what remains.
    certificate: { ...plan.certificate, blossoms: [] },
  };
  return { trio, score, rest, best: false };
}
