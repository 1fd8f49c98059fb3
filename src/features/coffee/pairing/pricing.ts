// Finds pairs outside the candidate graph that violate the prices. When there are none, the prices prove the matching optimal among all
// pairs (column generation, see optimise.ts).

import type { EdgeList } from './blossom/graph.js';
import { measureNesting } from './blossom/nesting.js';
import type { MatchingState } from './blossom/state.js';
import type { Deadline } from './deadline.js';
import { PossibleRows } from './possible-rows.js';
import type { PairSource } from './scores.js';

export interface Pricing {
  /** The pairs that violate their prices most, a few for each vertex. */
  found: EdgeList;
  /** The increase of each price after which no pair violates the prices. */
  rise: Float64Array;
  /** The sum of these increases, 0 when no pair violates the prices. */
  shortfall: number;
  /** Whether every pair was examined. If not, `shortfall` is an overestimate. */
  complete: boolean;
}

/** Moves the pairs that violate the prices from `reserve` to the result. */
export function priceReserve(reserve: EdgeList, state: MatchingState): EdgeList {
  const { u, top } = state;
  const found: EdgeList = { a: [], b: [], weight: [] };
  let kept = 0;
  for (let e = 0; e < reserve.a.length; e++) {
    const a = reserve.a[e]!;
    const b = reserve.b[e]!;
    const weight = reserve.weight[e]!;
    // A common blossom may make the pair feasible, so it stays in the reserve.
    const short = weight > u[a]! + u[b]! && (top[a] !== top[b] || top[a]! < state.n);
    const to = short ? found : reserve;
    const at = short ? found.a.length : kept++;
    to.a[at] = a;
    to.b[at] = b;
    to.weight[at] = weight;
  }
  for (const list of [reserve.a, reserve.b, reserve.weight]) list.length = kept;
  return found;
}

/** Prices all pairs and returns those that violate their prices, at most `perVertex` for each vertex. */
export function pricePairs(source: PairSource, state: MatchingState, perVertex: number, deadline: Deadline): Pricing {
  const { n } = source;
  const { u, top, parent } = state;
  const found: EdgeList = { a: [], b: [], weight: [] };
  const short = new Float64Array(n);
  const best: { w: number; excess: number }[] = [];
  const { outermost, totalPrice, chainPrice } = measureNesting(state);
  const rows = new PossibleRows(source, state, outermost);
  const { row, listed } = rows;
  /** Blossoms that hold the current v are marked with v + 1. */
  const around = new Int32Array(2 * n);
  let complete = true;
  for (let v = 0; v < n; v++) {
    if (v % 64 === 0 && deadline.passed()) {
      // For pairs not examined, the upper bound on the score takes the place of the score.
      for (let w = v; w < n; w++) short[w] = Math.max(short[w]!, source.upperBound(w) - 2 * u[w]!);
      complete = false;
      break;
    }
    const count = rows.fill(v);
    const price = u[v]!;
    const own = chainPrice[v]!;
    best.length = 0;
    for (let b = parent[v]!; b >= 0; b = parent[b]!) around[b] = v + 1;
    for (let k = 0; k < count; k++) {
      const w = listed[k]!;
      if (row[w]! <= price + u[w]! + Math.min(own, chainPrice[w]!) || row[w]! < 0) continue;
      let excess = row[w]! - price - u[w]!;
      if (top[v] === top[w]) {
        let shared = parent[w]!;
        while (around[shared] !== v + 1) shared = parent[shared]!;
        excess -= totalPrice[shared]!;
      }
      if (excess <= 0) continue;
      if (excess > short[v]!) short[v] = excess;
      if (excess > short[w]!) short[w] = excess;
      let at = best.length;
      while (at > 0 && best[at - 1]!.excess < excess) at--;
      if (at >= perVertex) continue;
      best.splice(at, 0, { w, excess });
      if (best.length > perVertex) best.pop();
    }
    for (const { w } of best) {
      found.a.push(v);
      found.b.push(w);
      found.weight.push(row[w]!);
    }
  }
  // After each price rises by half of its largest violation, no pair violates the prices.
  const rise = short.map((most) => most / 2);
  return { found, rise, shortfall: rise.reduce((sum, more) => sum + more, 0), complete };
}
