// Chooses trios together with the pairs when pairs cannot place everybody, by branch and bound. In each step, the prices of the best plan
// for the remaining members give an upper bound on the gain of each trio (trio-gains.ts). The trio with the highest bound is fixed, the
// other members are planned again, and whatever cannot exceed the best arrangement found so far is skipped. The bound is nearly always
// exact, so the first trio tried is usually proven the best.
//
// A trio has a gain only inside a blossom whose price includes a penalty, and usually one trio per blossom suffices, because two of them
// would leave one of the places for pairs empty. (Packing pairs and triangles: Cornuéjols, Hartvigsen and Pulleyblank 1982.)

import { forestOf } from './blossom-forest.js';
import type { PairingModel } from './model.js';
import { type Plan, planPairs } from './plan.js';
import type { SecondMatch } from './second-match.js';
import { TrioCursor } from './trio-cursor.js';
import { TrioGains } from './trio-gains.js';

export type Trio = readonly [number, number, number];

export interface TrioPlan {
  trios: readonly Trio[];
  /** A second match of a volunteer in addition to the plan. */
  second?: SecondMatch;
  /** The best plan for all others. */
  rest: Plan;
  /** Worth of the whole arrangement: scores minus penalties. */
  worth: number;
}

export interface TrioSearchResult extends TrioPlan {
  /** Upper bound on the worth of every arrangement of pairs, trios and second matches. */
  bound: number;
  /** All plans that were made. Together with the bounds on trios they prove the result. */
  tried: readonly TrioPlan[];
}

/** The most plans in one search is this number divided by the number of members, which takes a few seconds. */
const PLANS = 60_000;
const FEWEST_PLANS = 12;

/**
 * Finds the best arrangement of `members` in pairs and trios. `volunteers`, some of these members, may have a second match if that
 * places another member. `root` is the exact plan without trios.
 */
export function searchTrios(model: PairingModel, root: Plan, members: readonly number[], volunteers: readonly number[]): TrioSearchResult {
  const { penalties, deadline } = model;
  const tried: TrioPlan[] = [{ trios: [], rest: root, worth: root.worth }];
  let best = tried[0]!;
  let unexplored = -Infinity;
  let plans = Math.max(FEWEST_PLANS, PLANS / members.length);

  function explore({ trios, rest, worth }: TrioPlan): void {
    if (!trioMayHelp(model, rest)) return;
    const placed = new Set(trios.flat());
    const without = (list: readonly number[], more: readonly number[]) => list.filter((m) => !placed.has(m) && !more.includes(m));
    const open = blossomsWithTrios(model, rest);
    while (open.length > 0) {
      const all = open.reduce((sum, { most }) => sum + most, worth);
      if (all <= best.worth) return;
      const blossom = open.shift()!;
      // The most that other trios can add.
      const beside = all - worth - (blossom.cursor.highest - penalties.trio);
      const least = () => best.worth - worth - beside + penalties.trio;
      for (const { vertices } of blossom.cursor.descend(least)) {
        if (plans-- <= 0 || deadline.passed()) {
          unexplored = Math.max(unexplored, all);
          return;
        }
        const trio = vertices.map((v) => rest.part.member[v]!) as unknown as Trio;
        const others = planPairs(model, without(members, trio), without(volunteers, trio), rest);
        if (!others.exact) {
          unexplored = Math.max(unexplored, all);
          return;
        }
        const child = {
          trios: [...trios, trio],
          rest: others,
          worth: worth - rest.worth + model.trioScore(...trio)! - penalties.trio + others.worth,
        };
        tried.push(child);
        if (child.worth > best.worth) best = child;
        explore(child);
      }
      if (blossom.cursor.others > least()) unexplored = Math.max(unexplored, worth + beside + blossom.cursor.others - penalties.trio);
    }
  }

  explore(best);
  return { ...best, bound: Math.max(best.worth, unexplored), tried };
}

/** Whether a trio may place a member, or replace a second match where the settings prefer trios. */
export function trioMayHelp({ penalties }: PairingModel, { pairs, leftOut, part }: Plan): boolean {
  return leftOut.length > 0 || (penalties.trio < penalties.secondMatch && 2 * pairs.length > part.firstCopy);
}

interface BlossomWithTrios {
  cursor: TrioCursor;
  /** Upper bound on what trios inside the blossom add to the worth of the plan. */
  most: number;
}

/** The outermost blossoms in which a trio may gain more than its penalty. */
function blossomsWithTrios(model: PairingModel, plan: Plan): BlossomWithTrios[] {
  const { trio: stake } = model.penalties;
  const forest = forestOf(plan.certificate);
  return forest.outermost.flatMap((blossom) => {
    // A trio gains at most half of the total price of the blossoms around it.
    const deepest = blossom.vertices.reduce((most, v) => Math.max(most, forest.totalPrice[forest.inner[v]!]!), 0);
    if (deepest / 2 <= stake) return [];
    const gains = new TrioGains(model, plan, forest, blossom);
    const cursor = new TrioCursor(gains, stake);
    const one = cursor.highest - stake;
    if (one <= 0) return [];
    // k trios leave floor(k / 2) places for pairs empty.
    const most = 2 * one <= blossom.price ? one : one * Math.floor(gains.size / 3);
    return [{ cursor, most }];
  });
}
