// Each member's best few partners. The optimum nearly always consists of such pairs, so the solver starts with these only.

import type { EdgeList } from './blossom/graph.js';
import type { Deadline } from './deadline.js';
import type { PairSource } from './scores.js';

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

/**
 * The `k` best partners of each vertex among the `window` that follow it (circularly), as distinct pairs. Of equals those
 * that follow more closely come first, so that ties spread evenly instead of all pointing to the same few.
 */
export function bestPairs(source: PairSource, k: number, window: number, deadline: Deadline): EdgeList {
  const { n } = source;
  const chosen = new Int32Array(n * k).fill(-1);
  const edges: EdgeList = { a: [], b: [], weight: [] };
  const row = new Int32Array(n);
  const best = new Int32Array(k);
  const bestWorth = new Int32Array(k);
  const span = Math.min(window, n - 1);
  for (let v = 0; v < n; v++) {
    if (v % 64 === 0 && deadline.passed()) break;
    let count = 0;
    const consider = (from: number, to: number) => {
      source.fillRow(v, from, to, row);
      let least = count === k ? bestWorth[k - 1]! : -1;
      for (let w = from; w < to; w++) {
        const worth = row[w]!;
        if (worth <= least) continue;
        let at = count < k ? count++ : k - 1;
        for (; at > 0 && bestWorth[at - 1]! < worth; at--) {
          best[at] = best[at - 1]!;
          bestWorth[at] = bestWorth[at - 1]!;
        }
        best[at] = w;
        bestWorth[at] = worth;
        if (count === k) least = bestWorth[k - 1]!;
      }
    };
    consider(v + 1, Math.min(n, v + 1 + span));
    if (v + 1 + span > n) consider(0, v + 1 + span - n);
    for (let c = 0; c < count; c++) {
      const w = best[c]!;
      chosen[v * k + c] = w;
      if (w < v && chosen.subarray(w * k, w * k + k).includes(v)) continue;
      edges.a.push(v);
      edges.b.push(w);
      edges.weight.push(bestWorth[c]!);
    }
  }
  return edges;
}
