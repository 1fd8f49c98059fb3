// One stage of the primal-dual method: starting from an unmatched vertex, grow a tree of alternating paths along tight edges
// and shift prices until the root can be matched (or somebody at their floor can stay unmatched instead of it).
//
// After Galil, "Efficient algorithms for finding maximum matching in graphs" (1986), in van Rantwijk's formulation of outer (S),
// inner (T) and free blossoms; but with one tree at a time, whose price changes stay local, and with a heap of events instead
// of scans: `clock` is the sum of price changes so far in this stage, and each event says at what clock an edge becomes tight
// or an inner blossom's price reaches 0. A labelled blossom's prices are brought up to date only when its label changes.

import type { Graph } from './graph.js';
import { EventHeap } from './heap.js';
import { collectVertices, type MatchingState, moveBase, openBlossom } from './state.js';

const FREE = 0;
const OUTER = 1;
const INNER = 2;

export class Search {
  readonly #graph: Graph;
  readonly #state: MatchingState;
  readonly #label: Uint8Array;
  /** Clock at which a blossom got its label. */
  readonly #since: Float64Array;
  /** For an inner blossom: the tight edge by which the tree reached it, from an outer vertex to its own vertex. */
  readonly #entryFrom: Int32Array;
  readonly #entryTo: Int32Array;
  /** Earliest event that reaches a free blossom, valid for the stage in #bestStage; spares the heap later ones. */
  readonly #best: Float64Array;
  readonly #bestStage: Int32Array;
  readonly #mark: Int32Array;
  readonly #heap = new EventHeap();
  #tree: number[] = [];
  #stage = 0;
  #marks = 0;
  #clock = 0;
  /** The outer vertex that reaches its floor first, and when. */
  #floorTime = Infinity;
  #floorVertex = -1;

  constructor(graph: Graph, state: MatchingState) {
    this.#graph = graph;
    this.#state = state;
    this.#label = new Uint8Array(2 * state.n);
    this.#since = new Float64Array(2 * state.n);
    this.#entryFrom = new Int32Array(2 * state.n);
    this.#entryTo = new Int32Array(2 * state.n);
    this.#best = new Float64Array(2 * state.n);
    this.#bestStage = new Int32Array(2 * state.n);
    this.#mark = new Int32Array(2 * state.n);
  }

  /** Makes the unmatched vertex `root` matched, or unmatched with reason: afterwards it is matched or at its floor. */
  settle(root: number): void {
    this.#stage++;
    this.#clock = 0;
    this.#floorTime = Infinity;
    this.#heap.clear();
    this.#tree = [];
    this.#makeOuter(this.#state.top[root]!);
    for (let done = false; !done; ) {
      const time = this.#heap.firstTime();
      if (time > this.#floorTime) {
        this.#clock = this.#floorTime;
        this.#flip(this.#floorVertex, -1);
        break;
      }
      const event = this.#heap.pop();
      if (time > this.#clock) this.#clock = time;
      if (event < 0) this.#expand(-1 - event);
      else done = this.#tighten(event);
    }
    this.#finish();
  }

  /** Price of v at the present clock. */
  #price(v: number): number {
    const b = this.#state.top[v]!;
    const label = this.#label[b]!;
    const stored = this.#state.u[v]!;
    if (label === FREE) return stored;
    const elapsed = this.#clock - this.#since[b]!;
    return label === OUTER ? stored - elapsed : stored + elapsed;
  }

  /** Writes the prices of labelled blossom b back to the state. */
  #update(b: number): void {
    const state = this.#state;
    const elapsed = this.#clock - this.#since[b]!;
    this.#since[b] = this.#clock;
    if (elapsed === 0) return;
    const change = this.#label[b] === OUTER ? -elapsed : elapsed;
    if (b < state.n) {
      state.u[b]! += change;
      return;
    }
    for (const v of collectVertices(state, b, [])) state.u[v]! += change;
    state.z[b]! -= 2 * change;
  }

  #makeOuter(b: number): void {
    this.#label[b] = OUTER;
    this.#since[b] = this.#clock;
    this.#tree.push(b);
    if (b < this.#state.n) this.#scanOuter(b);
    else for (const v of collectVertices(this.#state, b, [])) this.#scanOuter(v);
  }

  #makeInner(b: number, from: number, to: number): void {
    this.#label[b] = INNER;
    this.#since[b] = this.#clock;
    this.#entryFrom[b] = from;
    this.#entryTo[b] = to;
    this.#tree.push(b);
    if (b >= this.#state.n) this.#heap.push(this.#clock + this.#state.z[b]! / 2, -1 - b);
  }

  /** Notes when the edges of outer vertex v become tight. Its stored price must be up to date. */
  #scanOuter(v: number): void {
    const { start, to, weight } = this.#graph;
    const { top, u, floor } = this.#state;
    const own = top[v]!;
    const price = u[v]!;
    const clock = this.#clock;
    if (clock + price - floor[v]! < this.#floorTime) {
      this.#floorTime = clock + price - floor[v]!;
      this.#floorVertex = v;
    }
    for (let slot = start[v]!, end = start[v + 1]!; slot < end; slot++) {
      const other = to[slot]!;
      const b = top[other]!;
      if (b === own) continue;
      const label = this.#label[b]!;
      if (label === FREE) this.#noteFree(b, clock + price + u[other]! - weight[slot]!, slot);
      else if (label === OUTER) {
        const time = clock + (price + this.#price(other) - weight[slot]!) / 2;
        if (time <= this.#floorTime) this.#heap.push(time, slot);
      }
    }
  }

  #noteFree(b: number, time: number, slot: number): void {
    if (time > this.#floorTime) return;
    if (this.#bestStage[b] === this.#stage && this.#best[b]! <= time) return;
    this.#bestStage[b] = this.#stage;
    this.#best[b] = time;
    this.#heap.push(time, slot);
  }

  /** An edge may have become tight: grow the tree, close an odd cycle, or match the root. True when the stage is over. */
  #tighten(slot: number): boolean {
    const { top, mate, base } = this.#state;
    let v = this.#graph.from[slot]!;
    let w = this.#graph.to[slot]!;
    if (this.#label[top[v]!] !== OUTER) [v, w] = [w, v];
    const near = top[v]!;
    const far = top[w]!;
    if (near === far || this.#label[near] !== OUTER || this.#label[far] === INNER) return false;
    // An event noted under another label is stale: a later scan noted the right one.
    if (this.#price(v) + this.#price(w) > this.#graph.weight[slot]!) return false;
    if (this.#label[far] === OUTER) {
      this.#shrink(v, w);
      return false;
    }
    const partner = mate[base[far]!]!;
    if (partner < 0) {
      if (far >= this.#state.n) moveBase(this.#state, far, w);
      mate[w] = v;
      this.#flip(v, w);
      return true;
    }
    this.#makeInner(far, v, w);
    this.#makeOuter(top[partner]!);
    return false;
  }

  /** Matches outer vertex v with `partner` (−1: with nobody) and swaps matched with unmatched edges up to the root. */
  #flip(v: number, partner: number): void {
    const { top, mate, base, n } = this.#state;
    for (;;) {
      const outer = top[v]!;
      const above = mate[base[outer]!]!;
      if (outer >= n) moveBase(this.#state, outer, v);
      mate[v] = partner;
      if (above < 0) return;
      const inner = top[above]!;
      const to = this.#entryTo[inner]!;
      const from = this.#entryFrom[inner]!;
      if (inner >= n) moveBase(this.#state, inner, to);
      mate[to] = from;
      v = from;
      partner = to;
    }
  }

  /** A tight edge joins two outer vertices: the odd cycle it closes in the tree becomes a blossom. */
  #shrink(v: number, w: number): void {
    const state = this.#state;
    const summit = this.#commonAncestor(state.top[v]!, state.top[w]!);
    const children: number[] = [];
    const links: number[] = [];
    this.#climb(v, summit, children, links);
    // The first half was collected upwards; the cycle runs down it.
    children.reverse();
    links.reverse();
    children.unshift(summit);
    links.push(v, w);
    this.#climb(w, summit, children, links);

    const b = state.freeIds.pop()!;
    state.children[b] = children;
    state.links[b] = links;
    state.base[b] = state.base[summit]!;
    state.z[b] = 0;
    const reached: number[] = [];
    for (const child of children) {
      this.#update(child);
      const vertices = collectVertices(state, child, []);
      for (const x of vertices) state.top[x] = b;
      if (this.#label[child] === INNER) reached.push(...vertices);
      this.#label[child] = FREE;
      state.parent[child] = b;
    }
    state.parent[b] = -1;
    this.#label[b] = OUTER;
    this.#since[b] = this.#clock;
    this.#tree.push(b);
    for (const x of reached) this.#scanOuter(x);
  }

  #commonAncestor(b: number, c: number): number {
    const mark = ++this.#marks;
    let [one, other] = [b, c];
    for (;;) {
      if (one >= 0) {
        if (this.#mark[one] === mark) return one;
        this.#mark[one] = mark;
        one = this.#outerAbove(one);
      }
      [one, other] = [other, one];
    }
  }

  #outerAbove(b: number): number {
    const { mate, base, top } = this.#state;
    const above = mate[base[b]!]!;
    return above < 0 ? -1 : top[this.#entryFrom[top[above]!]!]!;
  }

  /** Lists the blossoms from v's up to (without) `summit`, and the edges that lead up. */
  #climb(v: number, summit: number, children: number[], links: number[]): void {
    const { top, mate, base } = this.#state;
    for (let outer = top[v]!; outer !== summit; ) {
      const foot = base[outer]!;
      const inner = top[mate[foot]!]!;
      const from = this.#entryFrom[inner]!;
      children.push(outer, inner);
      links.push(foot, mate[foot]!, this.#entryTo[inner]!, from);
      outer = top[from]!;
    }
  }

  /** An inner blossom's price is used up: open it, keep in the tree the part that links its entry with its base. */
  #expand(b: number): void {
    const state = this.#state;
    if (this.#label[b] !== INNER || state.parent[b] !== -1) return;
    this.#update(b);
    if (state.z[b]! > 0) return;
    const links = state.links[b]!;
    const entry = this.#entryTo[b]!;
    let from = this.#entryFrom[b]!;
    let to = entry;
    this.#label[b] = FREE;
    const children = openBlossom(state, b);
    const length = children.length;
    const at = children.indexOf(state.top[entry]!);
    const step = at % 2 === 1 ? 1 : -1;
    const outer: number[] = [];
    for (let k = at; ; k += 2 * step) {
      this.#makeInner(children[k % length]!, from, to);
      if (k === 0 || k === length) break;
      const near = k + step;
      outer.push(children[near]!);
      this.#label[children[near]!] = OUTER;
      this.#since[children[near]!] = this.#clock;
      const link = step === 1 ? near : near - 1;
      from = links[2 * link + (step === 1 ? 0 : 1)]!;
      to = links[2 * link + (step === 1 ? 1 : 0)]!;
    }
    for (const child of outer) this.#makeOuter(child);
    for (const child of children) {
      if (this.#label[child] !== FREE) continue;
      for (const v of collectVertices(state, child, [])) this.#scanFree(v);
    }
  }

  /** Notes when outer neighbours reach the free vertex v. */
  #scanFree(v: number): void {
    const { start, to, weight } = this.#graph;
    const { top, u } = this.#state;
    for (let slot = start[v]!, end = start[v + 1]!; slot < end; slot++) {
      const other = to[slot]!;
      if (this.#label[top[other]!] !== OUTER) continue;
      this.#noteFree(top[v]!, this.#clock + u[v]! + this.#price(other) - weight[slot]!, slot);
    }
  }

  /** Brings all prices up to date, clears the labels and opens blossoms that no longer cost anything. */
  #finish(): void {
    const state = this.#state;
    for (const b of this.#tree) {
      if (this.#label[b] !== FREE) this.#update(b);
      this.#label[b] = FREE;
    }
    const idle = this.#tree.filter((b) => b >= state.n && state.parent[b] === -1 && state.children[b]!.length > 0);
    for (let b = idle.pop(); b !== undefined; b = idle.pop()) {
      if (b >= state.n && state.parent[b] === -1 && state.children[b]!.length > 0 && state.z[b] === 0) idle.push(...openBlossom(state, b));
    }
  }
}
