// Solves the fractional relaxation: besides matched pairs there may be odd cycles whose edges all count half. This needs no blossoms, each
// search ends sooner, and the prices are nearly those of the integral optimum. The blossom search then only has to match one vertex of
// each odd cycle. After Derigs and Metz, "On the use of optimal fractional matchings for solving the (integer) matching problem" (1986).

import { SAME_ORDER_UP_TO } from '../compatibility.js';
import type { Graph } from './graph.js';
import { EventHeap } from './heap.js';
import { FREE, INNER, OUTER } from './labels.js';
import { type MatchingState, unmatch } from './state.js';

export class FractionalSearch {
  readonly #graph: Graph;
  readonly #state: MatchingState;
  /** The half-integral odd cycle of each vertex on one, with its vertices in order. These vertices have no mate. */
  readonly #cycleOf: (readonly number[] | undefined)[];
  readonly #label: Uint8Array;
  readonly #since: Float64Array;
  /** The outer vertex from which the tree reached an inner one. */
  readonly #entry: Int32Array;
  readonly #best: Float64Array;
  readonly #heap = new EventHeap();
  #tree: number[] = [];
  #touched: number[] = [];
  #clock = 0;
  #floorTime = Infinity;
  #floorVertex = -1;
  /** Time of the earliest queued event that ends the search. Later events are not queued, because they cannot happen. */
  #endTime = Infinity;

  /** The state must not contain blossoms. */
  constructor(graph: Graph, state: MatchingState, cycleOf: (readonly number[] | undefined)[]) {
    this.#graph = graph;
    this.#state = state;
    this.#cycleOf = cycleOf;
    this.#label = new Uint8Array(state.n);
    this.#since = new Float64Array(state.n);
    this.#entry = new Int32Array(state.n);
    this.#best = new Float64Array(state.n).fill(Infinity);
  }

  /** Searches from every vertex that is not matched, not on a cycle and not at its floor. Returns false when `stop` ends it early. */
  run(stop: () => boolean): boolean {
    const { mate, u, floor, n } = this.#state;
    for (let v = 0; v < n; v++) {
      if (mate[v]! >= 0 || this.#cycleOf[v] !== undefined || u[v]! <= floor[v]!) continue;
      if (stop()) return false;
      this.#settle(v);
    }
    return true;
  }

  #settle(root: number): void {
    this.#clock = 0;
    this.#floorTime = Infinity;
    this.#endTime = Infinity;
    this.#heap.clear();
    this.#tree = [];
    this.#makeOuter(root);
    let isDone = false;
    while (!isDone && this.#heap.comesBy(this.#floorTime)) {
      this.#clock = Math.max(this.#clock, this.#heap.firstTime());
      isDone = this.#tighten(this.#heap.pop());
    }
    if (!isDone) {
      this.#clock = this.#floorTime;
      this.#augment(this.#floorVertex, -1);
    }
    const { u } = this.#state;
    for (const v of this.#tree) {
      const elapsed = this.#clock - this.#since[v]!;
      u[v]! += this.#label[v] === OUTER ? -elapsed : elapsed;
      this.#label[v] = FREE;
    }
    for (const w of this.#touched) this.#best[w] = Infinity;
    this.#touched = [];
  }

  #price(v: number): number {
    const label = this.#label[v]!;
    const stored = this.#state.u[v]!;
    if (label === FREE) return stored;
    return label === OUTER ? stored - (this.#clock - this.#since[v]!) : stored + (this.#clock - this.#since[v]!);
  }

  #makeOuter(v: number): void {
    const { start, to, weight } = this.#graph;
    const { u, floor, mate, n } = this.#state;
    const clock = this.#clock;
    const price = u[v]!;
    this.#label[v] = OUTER;
    this.#since[v] = clock;
    this.#tree.push(v);
    if (clock + price - floor[v]! < this.#floorTime) {
      this.#floorTime = clock + price - floor[v]!;
      this.#floorVertex = v;
    }
    for (let slot = start[v]!, end = start[v + 1]!; slot < end; slot++) {
      const w = to[slot]!;
      const label = this.#label[w]!;
      if (label === INNER) continue;
      const slack = price + this.#price(w) - weight[slot]!;
      const time = clock + (label === OUTER ? slack / 2 : slack);
      if (time > this.#floorTime || time >= this.#endTime) continue;
      if (label === FREE) {
        if (this.#best[w]! <= time) continue;
        this.#best[w] = time;
        this.#touched.push(w);
      }
      if (n > SAME_ORDER_UP_TO && (label === OUTER || mate[w]! < 0)) this.#endTime = time;
      this.#heap.push(time, slot);
    }
  }

  /** Handles an edge of an outer vertex that may have become tight. Returns true when this ends the search. */
  #tighten(slot: number): boolean {
    const { mate } = this.#state;
    const v = this.#graph.from[slot]!;
    const w = this.#graph.to[slot]!;
    if (this.#label[w] === INNER || this.#price(v) + this.#price(w) > this.#graph.weight[slot]!) return false;
    if (this.#label[w] === OUTER) {
      this.#closeCycle(v, w);
      return true;
    }
    const partner = mate[w]!;
    if (partner >= 0) {
      this.#label[w] = INNER;
      this.#since[w] = this.#clock;
      this.#entry[w] = v;
      this.#tree.push(w);
      this.#makeOuter(partner);
      return false;
    }
    removeFromCycle(this.#state, this.#cycleOf, w);
    mate[w] = v;
    this.#augment(v, w);
    return true;
  }

  /** Matches v with `partner` (−1 for nobody) and swaps matched and unmatched edges on the path to the root. */
  #augment(v: number, partner: number): void {
    const { mate } = this.#state;
    for (;;) {
      const above = mate[v]!;
      mate[v] = partner;
      if (above < 0) return;
      const from = this.#entry[above]!;
      mate[above] = from;
      partner = above;
      v = from;
    }
  }

  /** Makes the odd cycle that a tight edge between two outer vertices closes half-integral, and augments the path from the root to it. */
  #closeCycle(v: number, w: number): void {
    const up = [v];
    const seen = new Set(up);
    for (let x = v; this.#state.mate[x]! >= 0; ) {
      const inner = this.#state.mate[x]!;
      x = this.#entry[inner]!;
      up.push(inner, x);
      seen.add(x);
    }
    const down = [w];
    let ancestor = w;
    while (!seen.has(ancestor)) {
      const inner = this.#state.mate[ancestor]!;
      ancestor = this.#entry[inner]!;
      down.push(inner, ancestor);
    }
    const cycle = [...up.slice(0, up.indexOf(ancestor) + 1), ...down.slice(0, -1).reverse()];
    this.#augment(ancestor, -1);
    for (const x of cycle) {
      this.#state.mate[x] = -1;
      this.#cycleOf[x] = cycle;
    }
  }
}

/** Removes v from its half-integral cycle, if it is on one, and matches the other vertices of the cycle in pairs. */
export function removeFromCycle(state: MatchingState, cycleOf: (readonly number[] | undefined)[], v: number): void {
  const cycle = cycleOf[v];
  if (cycle === undefined) return;
  for (const x of cycle) cycleOf[x] = undefined;
  const at = cycle.indexOf(v);
  for (let k = 1; k < cycle.length; k += 2) {
    const x = cycle[(at + k) % cycle.length]!;
    const y = cycle[(at + k + 1) % cycle.length]!;
    state.mate[x] = y;
    state.mate[y] = x;
  }
}

/** Raises the price of v and unmatches it, because its edge is no longer tight. */
export function raisePrice(state: MatchingState, cycleOf: (readonly number[] | undefined)[], v: number, by: number): void {
  removeFromCycle(state, cycleOf, v);
  unmatch(state, v);
  state.u[v]! += by;
}
