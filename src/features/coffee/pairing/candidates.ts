// Chooses a few candidate partners for each member. The best matching nearly always consists of such pairs, so the solver starts with
// these only.
//
// Candidates are not the partners with the highest scores, because then everybody's candidates would be the same few popular members.
// They are those with the highest score minus the partner's price. Prices are first estimated from a sample: a member's price is what
// the member gains with its better partners after these have been paid their own price.

import type { EdgeList } from './blossom/graph.js';
import type { Deadline } from './deadline.js';
import type { PairSource } from './scores.js';

/** Number of other members examined to estimate a member's price. */
const SAMPLE = 96;
/** Number of the best of these whose mean gain is the estimate. */
const BETTER = 6;
const ROUNDS = 4;
/** Pairs examined at most to choose candidates: all pairs of up to 20,000 vertices. */
const EXAMINED_PAIRS = 2e8;

/** All allowed pairs, for graphs that are small enough to be solved at once. */
export function allPairs(source: PairSource): EdgeList {
  const edges: EdgeList = { a: [], b: [], weight: [] };
  const row = new Int32Array(source.n);
  for (let v = 0; v < source.n; v++) {
    source.fillRow(v, v + 1, source.n, row);
    for (let w = v + 1; w < source.n; w++) {
      if (row[w]! < 0) continue;
      edges.a.push(v);
      edges.b.push(w);
      edges.weight.push(row[w]!);
    }
  }
  return edges;
}

/** Visits the `span` vertices that follow v in circular order, as one or two ranges. */
function following(v: number, span: number, n: number, visit: (from: number, to: number) => void): void {
  if (v + 1 < n) visit(v + 1, Math.min(n, v + 1 + span));
  if (v + 1 + span > n) visit(0, v + 1 + span - n);
}

/** Estimates the prices of all vertices from the pairs with the vertices that follow each of them. */
export function estimatePrices(source: PairSource): Float64Array {
  const { n } = source;
  const span = Math.min(SAMPLE, n - 1);
  const sample = new Int32Array(n * span);
  const row = new Int32Array(n);
  for (let v = 0; v < n; v++) {
    let next = v * span;
    following(v, span, n, (from, to) => {
      source.fillRow(v, from, to, row);
      sample.set(row.subarray(from, to), next);
      next += to - from;
    });
  }
  const prices = new Float64Array(n);
  const better = new Float64Array(BETTER);
  for (let round = 0; round < ROUNDS; round++) {
    for (let v = 0; v < n; v++) {
      let count = 0;
      for (let k = 0; k < span; k++) {
        const worth = sample[v * span + k]!;
        if (worth < 0) continue;
        const gain = worth - prices[(v + 1 + k) % n]!;
        if (count === BETTER && gain <= better[BETTER - 1]!) continue;
        let at = count < BETTER ? count++ : BETTER - 1;
        for (; at > 0 && better[at - 1]! < gain; at--) better[at] = better[at - 1]!;
        better[at] = gain;
      }
      if (count === 0) continue;
      let mean = 0;
      for (let k = 0; k < count; k++) mean += better[k]! / count;
      prices[v] = (prices[v]! + mean) / 2;
    }
  }
  return prices;
}

export interface Candidates {
  /** The best pairs of each vertex. */
  edges: EdgeList;
  /** The next best pairs, to be examined again when prices have changed. */
  reserve: EdgeList;
}

/** The window to use in `bestPairs` for n vertices: an integer that limits the number of pairs examined. */
export function candidateWindow(n: number): number {
  return n === 0 ? 0 : Math.min(n, Math.floor(EXAMINED_PAIRS / n));
}

/**
 * The `k` partners of each vertex with the highest score minus price, and the `more` next best, among the `window` vertices that
 * follow it in circular order. No more than half of all vertices are examined, so that each pair is examined once. Of equal
 * partners the closest follower comes first, so that ties do not all lead to the same few vertices. `prices` are in hundredths of
 * a point. When the deadline passes, the remaining vertices get no candidates.
 * Throws a RangeError when k, `more` or `window` is not an integer of 0 or more.
 */
export function bestPairs(
  source: PairSource,
  prices: Float64Array,
  k: number,
  more: number,
  window: number,
  deadline: Deadline,
): Candidates {
  for (const [name, value] of Object.entries({ k, more, window })) requireCount(name, value);
  const { n } = source;
  const edges: EdgeList = { a: [], b: [], weight: [] };
  const reserve: EdgeList = { a: [], b: [], weight: [] };
  const row = new Int32Array(n);
  const most = k + more;
  const best = new Int32Array(most);
  const bestGain = new Float64Array(most);
  for (let v = 0; v < n; v++) {
    if (v % 64 === 0 && deadline.passed()) break;
    let count = 0;
    // A pair that stands exactly opposite is examined from its first vertex.
    const half = n % 2 === 0 && v < n / 2 ? n / 2 : Math.floor((n - 1) / 2);
    following(v, Math.min(window, half), n, (from, to) => {
      source.fillRow(v, from, to, row);
      let least = count === most ? bestGain[most - 1]! : -Infinity;
      for (let w = from; w < to; w++) {
        const gain = row[w]! - prices[w]!;
        if (gain <= least || row[w]! < 0) continue;
        let at = count < most ? count++ : most - 1;
        for (; at > 0 && bestGain[at - 1]! < gain; at--) {
          best[at] = best[at - 1]!;
          bestGain[at] = bestGain[at - 1]!;
        }
        best[at] = w;
        bestGain[at] = gain;
        if (count === most) least = bestGain[most - 1]!;
      }
    });
    for (let c = 0; c < count; c++) {
      const { a, b, weight } = c < k ? edges : reserve;
      const w = best[c]!;
      a.push(v);
      b.push(w);
      weight.push(row[w]!);
    }
  }
  return { edges, reserve };
}

/** Throws a RangeError unless `value` is a whole number, 0 or more. */
function requireCount(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`Pairing: ${name} must be a whole number, not ${value}`);
}
