// Bounds on what a trio can gain, computed from the prices that prove the best pairs.
//
// Let u and z be the prices of a plan, and D their dual value. A trio uses its three members, and in a blossom B that holds two or
// three of them it uses one of the (|B| − 1) / 2 places for pairs. So an arrangement with the trio t is worth at most D + gain(t),
// whatever the other pairs are, where
//     gain(t) = score(t) − sum of its members' u − sum of z over the blossoms that hold at least two of them,
// minus the difference between price and floor of its members' copies (second matches of volunteers), which are then not used. Only a
// trio whose bound exceeds the best known worth needs a plan of its own. There are few of these, usually one.
//
// With slack(a, b) = u[a] + u[b] + z(a, b) − score(a, b) ≥ 0, where z(a, b) are the prices of the blossoms around both,
//     gain(t) ≤ sum over its three pairs of: z(pair) / 6 − slack(pair) / 2,
// with equality where no blossom holds exactly two of them. The largest of these three shares is at least a third of the gain. So
// trios with a high gain are found from pairs with a high share, without examining all trios.

import { type BlossomForest, sharedPrice } from './blossom-forest.js';
import type { PairingModel } from './model.js';
import type { Plan } from './plan.js';

/** The most trios listed at once … */
const LISTED = 4000;
/** … and the most pairs they are searched from. */
const PAIRS = 2_000_000;

export interface TrioGain {
  /** Vertices of the plan's part, none of them a copy. */
  vertices: readonly [number, number, number];
  gain: number;
}

export interface TrioList {
  /** In descending order of gain. */
  trios: TrioGain[];
  /** Upper bound on the gain of trios that are not listed. */
  others: number;
}

interface Share {
  w: number;
  /** In the points of the scores. */
  share: number;
}

/** The trios inside one outermost blossom. Other trios gain nothing. */
export class TrioGains {
  /** Price of the outermost blossom, which all pairs have in common and which the shares leave out. */
  readonly price: number;
  readonly #model: PairingModel;
  readonly #plan: Plan;
  readonly #forest: BlossomForest;
  /** The vertices of the blossom in ascending order, without copies. */
  readonly #vertices: Int32Array;
  /** Price of each vertex plus half the price of the outermost blossom. */
  readonly #u: Float64Array;
  readonly #copyLoss: Float64Array;
  readonly #row: Int32Array;
  #highestShare = -Infinity;

  constructor(model: PairingModel, plan: Plan, forest: BlossomForest, { price, vertices }: BlossomForest['outermost'][number]) {
    const { certificate, part } = plan;
    this.#model = model;
    this.#plan = plan;
    this.#forest = forest;
    this.price = price;
    this.#vertices = Int32Array.from(vertices.filter((v) => v < part.firstCopy)).sort();
    this.#u = certificate.u.map((own) => own + price / 2);
    this.#copyLoss = new Float64Array(part.n);
    const own = new Map(Array.from(part.member.subarray(0, part.firstCopy), (member, v) => [member, v]));
    for (let copy = part.firstCopy; copy < part.n; copy++) {
      this.#copyLoss[own.get(part.member[copy]!)!] = certificate.u[copy]! - certificate.floor[copy]!;
    }
    this.#row = new Int32Array(part.n);
    for (const v of this.#vertices) {
      this.#shares(v, () => this.#highestShare).forEach(({ share }) => {
        this.#highestShare = Math.max(this.#highestShare, share);
      });
    }
  }

  /** Rough upper bound on the gain of all trios. */
  get upperBound(): number {
    return 3 * this.#highestShare + this.price / 2;
  }

  get size(): number {
    return this.#vertices.length;
  }

  /** The trio with the highest gain that contains a matched pair; null when there is none. */
  joined(): TrioGain | null {
    const { part, certificate } = this.#plan;
    const { u, mate } = certificate;
    const row = this.#row;
    const mates = new Int32Array(part.n);
    const [from, to] = [this.#vertices[0]!, this.#vertices.at(-1)! + 1];
    let best: TrioGain | null = null;
    for (const a of this.#vertices) {
      const b = mate[a]!;
      if (b < a || b >= part.firstCopy) continue;
      part.fillRow(a, from, to, row);
      part.fillRow(b, from, to, mates);
      const base = part.worth(a, b) / 2 - u[a]! - u[b]! - sharedPrice(this.#forest, a, b);
      for (const c of this.#vertices) {
        if (row[c]! < 0 || mates[c]! < 0) continue;
        const most = base + (row[c]! + mates[c]!) / 2 - u[c]!;
        if (best !== null && most <= best.gain) continue;
        const gain = this.#gain(a, b, c);
        if (gain !== null && (best === null || gain > best.gain)) best = { vertices: [a, b, c], gain };
      }
    }
    return best;
  }

  /** The trios that gain more than `least`. */
  above(least: number): TrioList {
    const threshold = least - this.price / 2;
    const highest = this.#highestShare;
    if (3 * highest <= threshold) return { trios: [], others: least };
    const lists = this.#pairsAbove(threshold - 2 * highest);
    if (lists === null) return { trios: [], others: this.upperBound };
    const trios: TrioGain[] = [];
    let others = least;
    const own = new Float64Array(this.#plan.part.n).fill(-Infinity);
    for (const [a, near] of lists) {
      for (const { w, share } of near) own[w] = share;
      for (const { w: b, share } of near) {
        if (3 * share <= threshold) break;
        if (b < a) continue;
        for (const { w: c, share: other } of lists.get(b)!) {
          if (share + other + highest <= threshold) break;
          const third = own[c]!;
          if (share + other + third <= threshold || !isLargest(a, b, c, share, third, other)) continue;
          const gain = this.#gain(a, b, c);
          if (gain === null || gain <= others) continue;
          trios.push({ vertices: [a, b, c], gain });
          if (trios.length < 2 * LISTED) continue;
          trios.sort(byGain);
          others = trios[LISTED]!.gain;
          trios.length = LISTED;
        }
      }
      for (const { w } of near) own[w] = -Infinity;
    }
    return { trios: trios.sort(byGain), others };
  }

  /** The gain of a trio; null where it breaks a rule. */
  #gain(a: number, b: number, c: number): number | null {
    const { part, certificate } = this.#plan;
    const score = this.#model.trioScore(part.member[a]!, part.member[b]!, part.member[c]!);
    if (score === null) return null;
    const { u } = certificate;
    const forest = this.#forest;
    const shared = Math.max(sharedPrice(forest, a, b), sharedPrice(forest, b, c), sharedPrice(forest, a, c));
    const loss = this.#copyLoss[a]! + this.#copyLoss[b]! + this.#copyLoss[c]!;
    return score - u[a]! - u[b]! - u[c]! - shared - loss;
  }

  /** For each vertex, its pairs with a share above `least` in descending order; null when there are too many. */
  #pairsAbove(least: number): Map<number, Share[]> | null {
    const lists = new Map<number, Share[]>();
    const add = (v: number, w: number, share: number) => {
      const list = lists.get(v);
      if (list === undefined) lists.set(v, [{ w, share }]);
      else list.push({ w, share });
    };
    let count = 0;
    for (const v of this.#vertices) {
      for (const { w, share } of this.#shares(v, () => least)) {
        add(v, w, share);
        add(w, v, share);
        if (++count > PAIRS) return null;
      }
    }
    for (const list of lists.values()) list.sort((one, other) => other.share - one.share);
    return lists;
  }

  /** The pairs of v with later vertices that have a share above `least`. */
  #shares(v: number, least: () => number): Share[] {
    const { part } = this.#plan;
    const { chainPrice } = this.#forest;
    const row = this.#row;
    const limit = least();
    const found: Share[] = [];
    part.fillRow(v, v + 1, this.#vertices.at(-1)! + 1, row);
    const u = this.#u;
    for (let k = this.#vertices.length - 1; k >= 0; k--) {
      const w = this.#vertices[k]!;
      if (w <= v) break;
      if (row[w]! < 0) continue;
      const half = (row[w]! - u[v]! - u[w]!) / 2;
      if (half - (Math.min(chainPrice[v]!, chainPrice[w]!) - this.price) / 3 <= limit) continue;
      const share = half - (sharedPrice(this.#forest, v, w) - this.price) / 3;
      if (share > limit) found.push({ w, share });
    }
    return found;
  }
}

const byGain = (one: TrioGain, other: TrioGain) => other.gain - one.gain;

/** Whether the pair (a, b) has the largest of the three shares. Of equal shares the pair with the lower numbers counts as larger. */
function isLargest(a: number, b: number, c: number, ab: number, ac: number, bc: number): boolean {
  // a < b, so of two pairs with a common vertex the one with the lower other vertex comes first.
  return (ab > ac || (ab === ac && b < c)) && (ab > bc || (ab === bc && a < c));
}
