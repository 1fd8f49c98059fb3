// The pairs of a vertex that may be worth more than their prices, without looking at all of them.
//
// Most pairs lack what scores most (an offer that meets a want), so their worth has a low ceiling: among the vertices in order of
// price only the cheap ones, at the front, can be worth more than their prices with such a pair.

import type { MatchingState } from './blossom/state.js';
import type { PairSource } from './scores.js';

export class PossibleRows {
  /** After fill(v): the worth of (v, w) for each w listed. */
  readonly row: Int32Array;
  readonly listed: Int32Array;
  readonly #source: PairSource;
  readonly #u: Float64Array;
  /** All vertices, the cheapest first. */
  readonly #order: Int32Array;

  /** The prices must stay as they are. Prices of blossoms are not counted on. */
  constructor(source: PairSource, { u }: MatchingState) {
    this.row = new Int32Array(source.n);
    this.listed = new Int32Array(source.n);
    this.#source = source;
    this.#u = u;
    this.#order = Int32Array.from(u.keys());
    if (source.sparse !== undefined) this.#order.sort((v, w) => u[v]! - u[w]!);
  }

  /** Lists the w > v whose pair with v may be worth more than its prices, and returns how many there are. */
  fill(v: number): number {
    const { n, sparse } = this.#source;
    const count = sparse === undefined ? n : this.#listCheap(v, sparse.plainCeiling(v) - this.#u[v]!);
    if (sparse !== undefined && 2 * count < n - v) return sparse.fillSome(v, this.listed, count, this.row);
    this.#source.fillRow(v, v + 1, n, this.row);
    for (let w = v + 1; w < n; w++) this.listed[w - v - 1] = w;
    return n - v - 1;
  }

  #listCheap(v: number, limit: number): number {
    let count = 0;
    for (const w of this.#order) {
      if (this.#u[w]! >= limit) break;
      if (w > v) this.listed[count++] = w;
    }
    return count;
  }
}
