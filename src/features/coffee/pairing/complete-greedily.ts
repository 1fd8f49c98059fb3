// Matches remaining vertices greedily when the deadline passes during the search: with another unmatched vertex if possible, otherwise
// by splitting one pair. The total score matters little here.

import type { PairSource } from './scores.js';

/** Number of vertices that are matched by splitting pairs, which examines all vertices for each two of them. */
const PERSISTENT = 50;

/** Adds pairs to `mate` (the partner of each vertex, or −1) where one or two new pairs suffice. */
export function completeGreedily(source: PairSource, mate: Int32Array): void {
  const row = new Int32Array(source.n);
  const match = (v: number, w: number) => {
    mate[v] = w;
    mate[w] = v;
  };
  const alone = [...mate.keys()].filter((v) => mate[v]! < 0);
  alone.forEach((v, k) => {
    if (mate[v]! >= 0 || k + 1 >= alone.length) return;
    source.fillRow(v, alone[k + 1]!, alone.at(-1)! + 1, row);
    let best = -1;
    for (let other = k + 1; other < alone.length; other++) {
      const w = alone[other]!;
      if (mate[w]! < 0 && row[w]! >= 0 && (best < 0 || row[w]! > row[best]!)) best = w;
    }
    if (best >= 0) match(v, best);
  });

  const rest = alone.filter((v) => mate[v]! < 0).slice(0, PERSISTENT);
  const other = new Int32Array(source.n);
  for (const v of rest) {
    source.fillRow(v, 0, source.n, row);
    for (const w of rest) {
      if (mate[v]! >= 0 || mate[w]! >= 0 || v === w) continue;
      source.fillRow(w, 0, source.n, other);
      const x = mate.findIndex((y, z) => y >= 0 && row[z]! >= 0 && other[y]! >= 0);
      if (x < 0) continue;
      match(w, mate[x]!);
      match(v, x);
    }
  }
}
