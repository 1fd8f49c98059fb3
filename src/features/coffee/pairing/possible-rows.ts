// Lists the partners of a vertex whose pair may violate the prices, without examining all pairs.
//
// Most pairs lack the criteria that score most, such as an offer that meets a want, so a low upper bound holds for their score. In a list
// of vertices in ascending order of price, only those at the front can violate the prices with such a pair.

import type { MatchingState } from './blossom/state.js';
import type { PairSource } from './scores.js';

export class PossibleRows {
  /** After fill(v): the score of (v, w) for each listed w. */
  readonly row: Int32Array;
  readonly listed: Int32Array;
  readonly #source: PairSource;
  readonly #u: Float64Array;
  readonly #shared: number;
  readonly #inside: (v: number) => boolean;
  /** The vertices inside the large blossom and those outside it, in ascending order of price. */
  readonly #orders: readonly [inside: Int32Array, outside: Int32Array];

  /**
   * The prices must not change afterwards. Of all blossoms only the price of `outermost` is used (−1 for none). With an odd number of
   * members it holds nearly all of them, and most of the dual value is in its price.
   */
  constructor(source: PairSource, { u, z, top }: MatchingState, outermost: number) {
    this.row = new Int32Array(source.n);
    this.listed = new Int32Array(source.n);
    this.#source = source;
    this.#u = u;
    this.#shared = outermost < 0 ? 0 : z[outermost]!;
    this.#inside = (v) => outermost >= 0 && top[v] === outermost;
    const order = source.sparse === undefined ? new Int32Array() : Int32Array.from(u.keys()).sort((v, w) => u[v]! - u[w]!);
    this.#orders = [order.filter(this.#inside), order.filter((v) => !this.#inside(v))];
  }

  /** Lists every w > v whose pair with v may violate the prices, and returns the number of these. */
  fill(v: number): number {
    const { n, sparse } = this.#source;
    const count = sparse === undefined ? n : this.#listCheap(v, sparse.plainUpperBound(v) - this.#u[v]!);
    if (sparse !== undefined && 2 * count < n - v) return sparse.fillListed(v, this.listed, count, this.row);
    this.#source.fillRow(v, v + 1, n, this.row);
    for (let w = v + 1; w < n; w++) this.listed[w - v - 1] = w;
    return n - v - 1;
  }

  #listCheap(v: number, limit: number): number {
    const [inside, outside] = this.#orders;
    const count = this.#append(inside, v, this.#inside(v) ? limit - this.#shared : limit, 0);
    return this.#append(outside, v, limit, count);
  }

  #append(order: Int32Array, v: number, limit: number, from: number): number {
    let count = from;
    for (const w of order) {
      if (this.#u[w]! >= limit) break;
      if (w > v) this.listed[count++] = w;
    }
    return count;
  }
}
