// The pairs of a vertex that may be worth more than their prices, without looking at all of them.
//
// Most pairs lack what scores most (an offer that meets a want), so their worth has a low upperBound: among the vertices in order of
// price only the cheap ones, at the front, can be worth more than their prices with such a pair.

import type { MatchingState } from './blossom/state.js';
import type { PairSource } from './scores.js';

export class PossibleRows {
  /** After fill(v): the worth of (v, w) for each w listed. */
  readonly row: Int32Array;
  readonly listed: Int32Array;
  readonly #source: PairSource;
  readonly #u: Float64Array;
  readonly #shared: number;
  readonly #inside: (v: number) => boolean;
  /** The vertices inside the large blossom and those outside it, each the cheapest first. */
  readonly #orders: readonly [inside: Int32Array, outside: Int32Array];

  /**
   * The prices must stay as they are. Of blossoms only `outermost` is counted on, −1 for none: with an odd number it holds nearly
   * everybody, and its price is what keeps all other prices down.
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

  /** Lists the w > v whose pair with v may be worth more than its prices, and returns how many there are. */
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
