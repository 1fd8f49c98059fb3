// Each member's best few partners. The optimum nearly always consists of such pairs, so the solver starts with these only.
//
// "Best" cannot mean the highest score: everybody would point to the same few popular members. It means the highest score less
// the partner's price, where prices are first estimated from a sample: what a member earns with its better partners, after these
// are paid theirs.

import type { EdgeList } from './blossom/graph.js';
import type { Deadline } from './deadline.js';
import type { PairSource } from './scores.js';

/** Others looked at to estimate a member's price. */
const SAMPLE = 96;
/** Of these, the best ones whose mean is the estimate. */
const BETTER = 6;
const ROUNDS = 4;
/** Pairs examined at most to choose candidates: all pairs of up to 20,000 vertices. */
const EXAMINED_PAIRS = 2e8;

/** All allowed pairs; for graphs small enough to be solved whole. */
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

/** Visits the `span` vertices that follow v, circularly, as one or two ranges. */
function following(v: number, span: number, n: number, visit: (from: number, to: number) => void): void {
  if (v + 1 < n) visit(v + 1, Math.min(n, v + 1 + span));
  if (v + 1 + span > n) visit(0, v + 1 + span - n);
}

/** Rough prices of all vertices, from the pairs with the few that follow each. */
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
  /** The next best ones, worth a look when prices have changed. */
  reserve: EdgeList;
}

/** How many following vertices `bestPairs` examines for each of n vertices: a whole number that keeps the work bounded. */
export function candidateWindow(n: number): number {
  return n === 0 ? 0 : Math.min(n, Math.floor(EXAMINED_PAIRS / n));
}

/**
 * The `k` best partners of each vertex after their prices, and the `more` next best, among the `window` that follow it
 * (circularly); up to half of all, so that each pair is looked at from one side. Of equals those that follow more closely come
 * first, so that ties spread evenly instead of all pointing to the same few.
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
    // Two that stand exactly opposite are looked at from the first one.
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
