// When time does not suffice for more: each member left out joins the pair that gains most by it.

import type { PairingModel } from './model.js';
import type { Plan } from './plan.js';
import type { Trio } from './trios.js';

/** The plan's pairs, some of them widened to trios; those left out last time come first. */
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
