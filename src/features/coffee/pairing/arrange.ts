// The whole arrangement: the best pairs; then, for those no pair is left for, trios and volunteers' second matches, in the order
// the settings ask for, each only where it places somebody more.

import { type Plan, planPairs, type Setting } from './plan.js';
import { findTrio } from './trios.js';

export interface Arrangement {
  /** Members who meet, in twos and threes. */
  groups: readonly (readonly number[])[];
  leftOut: readonly number[];
  /** Sum of the groups' scores. */
  total: number;
  exact: boolean;
  /** No arrangement that places as many, with as few second matches, totals more. */
  bound: number;
}

/** Arranges members 0 … count − 1; `volunteers` accept two matches. */
export function arrange(setting: Setting, count: number, volunteers: readonly number[], odd: 'trio' | 'volunteer'): Arrangement {
  let members = Array.from({ length: count }, (_, member) => member);
  let helpers: readonly number[] = [];
  let plan = planPairs(setting, members, helpers);
  /** The latest plan for everybody. */
  let whole = plan;
  const trios: (readonly [number, number, number])[] = [];
  let trioTotal = 0;
  let best = true;
  const asked = odd === 'volunteer' ? ['volunteer', 'trio'] : ['trio', 'volunteer', 'trio'];
  for (const way of asked) {
    if (way === 'volunteer') {
      const placed = new Set(trios.flat());
      helpers = plan.leftOut.length === 0 ? [] : volunteers.filter((member) => !placed.has(member));
      if (helpers.length === 0) continue;
      const before = plan.leftOut.length;
      plan = planPairs(setting, members, helpers);
      if (trios.length === 0) whole = plan;
      // Trios chosen before second matches came into play may not be the best to go with them.
      if (trios.length > 0 && plan.leftOut.length < before) best = false;
      continue;
    }
    while (plan.leftOut.length > 0) {
      const choice = findTrio(setting, plan, members, helpers);
      if (choice === null) break;
      best = choice.best && trios.length === 0;
      trios.push(choice.trio);
      trioTotal += choice.score;
      members = members.filter((member) => !choice.trio.includes(member));
      helpers = helpers.filter((member) => !choice.trio.includes(member));
      plan = choice.rest;
    }
  }

  const pairTotal = plan.pairs.reduce((sum, [a, b]) => sum + setting.scores.worth(a, b), 0);
  const total = pairTotal + trioTotal;
  const groups = [...trios, ...plan.pairs];
  const arrangement = { groups, leftOut: plan.leftOut, total };
  if (plan.exact && best) return { ...arrangement, exact: true, bound: total };
  if (trios.length === 0) {
    const bound = pairBound(plan, total);
    return { ...arrangement, exact: false, bound };
  }
  const seconds = 2 * groups.length + trios.length - count + plan.leftOut.length;
  if (seconds > 0 && whole.part.n === count) whole = planPairs(setting, [...Array(count).keys()], volunteers);
  const bound = Math.max(total, fractionalBound(whole, plan.leftOut.length, seconds));
  return { ...arrangement, exact: bound === total, bound };
}

/** From the solver's bound on worth to one on the total, for plans that lose the same stakes. */
function pairBound(plan: Plan, total: number): number {
  const stakesLost = [...plan.certificate.mate].reduce((sum, mate, v) => (mate < 0 ? sum + plan.certificate.floor[v]! : sum), 0);
  return Math.max(total, plan.bound - stakesLost);
}

/**
 * A bound on every arrangement of pairs and trios of the plan's members that leaves `leftOut` of them out and has `seconds`
 * second matches. A trio counts half of each of its sides, so it is a fractional matching: with each blossom's price shared out
 * among its vertices, prices alone cover every side, and no arrangement totals more than the prices of those it places.
 */
function fractionalBound({ exact, certificate, part }: Plan, leftOut: number, seconds: number): number {
  const prices = certificate.u.map((price, v) => (exact ? price : part.ceiling(v) / 2));
  if (exact) for (const { vertices, price } of certificate.blossoms) for (const v of vertices) prices[v]! += price / 2;
  const members = prices.slice(0, part.firstCopy).sort().subarray(leftOut);
  const copies = prices.slice(part.firstCopy).sort().reverse().subarray(0, seconds);
  return [...members, ...copies].reduce((sum, price) => sum + price, 0);
}
