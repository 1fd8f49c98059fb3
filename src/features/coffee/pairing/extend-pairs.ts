// A quick way to place members who are left out when there is no time for a search: each joins the pair that gains most.

import type { PairingModel } from './model.js';
import type { Plan } from './plan.js';
import type { Trio } from './trios.js';

/** Extends some of the plan's pairs to trios. Members who were left out last time are placed first. */
export function extendPairs(
  model: PairingModel,
  plan: Pick<Plan, 'pairs' | 'leftOut' | 'worth'>,
): Pick<Plan, 'pairs' | 'leftOut' | 'worth'> & { trios: readonly Trio[] } {
  const { penalties, scores, leftOutLastTime } = model;
  const matches = new Map<number, number>();
  for (const member of plan.pairs.flat()) matches.set(member, (matches.get(member) ?? 0) + 1);
  const pairs = new Set(plan.pairs.filter((pair) => !pair.some((member) => matches.get(member) === 2)));
  const kept = plan.pairs.filter((pair) => !pairs.has(pair));
  const leftOut: number[] = [];
  const trios: Trio[] = [];
  let { worth } = plan;
  const guests = [...plan.leftOut].sort((a, b) => Number(leftOutLastTime(b)) - Number(leftOutLastTime(a)));
  for (const guest of guests) {
    let best: { pair: readonly [number, number]; gain: number } | null = null;
    for (const pair of pairs) {
      const score = model.trioScore(guest, ...pair);
      const gain = score === null ? Number.NEGATIVE_INFINITY : score - scores.worth(...pair);
      if (gain > (best?.gain ?? Number.NEGATIVE_INFINITY)) best = { pair, gain };
    }
    if (best === null) {
      leftOut.push(guest);
      continue;
    }
    pairs.delete(best.pair);
    trios.push([guest, ...best.pair]);
    worth += best.gain + penalties.leftOut + (leftOutLastTime(guest) ? penalties.leftOutAgain : 0) - penalties.trio;
  }
  return { trios, pairs: [...kept, ...pairs], leftOut: leftOut.sort((a, b) => a - b), worth };
}
