// Total prices of the blossoms around a pair of vertices. Blossoms can be nested thousands deep, usually in one long chain that contains
// nearly all vertices, so the common blossoms of a pair cannot be walked through every time.

import { collectVertices, type MatchingState } from './state.js';

export interface Nesting {
  /** The outermost blossom of the longest chain, or −1. */
  outermost: number;
  /** For each blossom: its price plus the prices of all blossoms around it. */
  totalPrice: Float64Array;
  /**
   * For each vertex: the total price of the innermost blossom of the longest chain that holds it. The total price of the blossoms
   * around two vertices is at least the lower of their two values.
   */
  chainPrice: Float64Array;
}

export function measureNesting(state: MatchingState): Nesting {
  const { n, top, parent, z, children } = state;
  const totalPrice = new Float64Array(2 * n);
  // In this list each blossom comes after the one around it.
  const blossoms = [...new Set(top)].filter((b) => b >= n);
  for (let k = 0; k < blossoms.length; k++) {
    const b = blossoms[k]!;
    totalPrice[b] = z[b]! + (parent[b]! < 0 ? 0 : totalPrice[parent[b]!]!);
    for (const child of children[b]!) if (child >= n) blossoms.push(child);
  }
  const size = new Int32Array(2 * n).fill(1, 0, n);
  for (let k = blossoms.length - 1; k >= 0; k--) {
    const b = blossoms[k]!;
    for (const child of children[b]!) size[b]! += size[child]!;
  }

  const chainPrice = new Float64Array(n);
  const larger = (one: number, other: number) => (one < 0 || size[other]! > size[one]! ? other : one);
  const outermost = blossoms.filter((b) => parent[b]! < 0).reduce(larger, -1);
  let chain = outermost;
  while (chain >= n) {
    const next = children[chain]!.reduce(larger);
    for (const child of children[chain]!) {
      if (child === next && child >= n) continue;
      for (const v of collectVertices(state, child, [])) chainPrice[v] = totalPrice[chain]!;
    }
    chain = next;
  }
  return { outermost, totalPrice, chainPrice };
}
