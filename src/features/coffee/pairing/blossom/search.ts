// One stage of the primal-dual method: from an unmatched vertex, the root, grow a tree of alternating paths along tight edges and change
// prices until the root can be matched, or until a vertex at its floor can be unmatched instead.
//
// After Galil, "Efficient algorithms for finding maximum matching in graphs" (1986), and van Rantwijk's implementation of it ("Maximum
// weighted matching", 2008), with outer (S), inner (T) and free blossoms. Different from these, one tree grows at a time, as in one of the
// variants of Kolmogorov's Blossom V (2009), so that price changes stay local. A heap of events replaces scans: `clock` is the sum of the
// price changes in this stage, and each event has the clock at which an edge becomes tight or the price of an inner blossom becomes 0.
// Prices are written to the state only when a label changes or the stage ends. Blossoms that become part of an outer one are found by
// union-find, so closing a cycle takes only time for its inner part.

import type { Graph } from './graph.js';
import { EventHeap } from './heap.js';
import { FREE, INNER, OUTER } from './labels.js';
import { collectVertices, type MatchingState, moveBase, openBlossom, openUnpriced } from './state.js';

export class Search {
  readonly #graph: Graph;
  readonly #state: MatchingState;
  readonly #label: Uint8Array;
  /**
   * The clock from which the stored prices of a labelled blossom are out of date; for a vertex in an outer blossom, the clock at which
   * it became outer.
   */
  readonly #since: Float64Array;
  /** The blossom that contains an outer one since this stage, or itself (union-find). state.top is updated at the end of the stage. */
  readonly #joined: Int32Array;
  /** For an inner blossom: the tight edge through which the tree reached it, from an outer vertex to its own vertex. */
  readonly #entryFrom: Int32Array;
  readonly #entryTo: Int32Array;
  /** Earliest event that reaches a free blossom, valid in the stage #bestStage. Later events are not queued. */
  readonly #best: Float64Array;
  readonly #bestStage: Int32Array;
  readonly #mark: Int32Array;
  readonly #heap = new EventHeap();
  #tree: number[] = [];
  #stage = 0;
  #marks = 0;
  #clock = 0;
  /** The clock at which an outer vertex first reaches its floor, and this vertex. */
  #floorTime = Infinity;
  #floorVertex = -1;

  constructor(graph: Graph, state: MatchingState) {
    this.#graph = graph;
    this.#state = state;
    this.#label = new Uint8Array(2 * state.n);
    this.#since = new Float64Array(2 * state.n);
    this.#joined = Int32Array.from({ length: 2 * state.n }, (_, b) => b);
    this.#entryFrom = new Int32Array(2 * state.n);
    this.#entryTo = new Int32Array(2 * state.n);
    this.#best = new Float64Array(2 * state.n);
    this.#bestStage = new Int32Array(2 * state.n);
    this.#mark = new Int32Array(2 * state.n);
  }

  /** Runs one stage from the unmatched vertex `root`. Afterwards it is matched or at its floor. */
  settle(root: number): void {
    this.#stage++;
    this.#clock = 0;
    this.#floorTime = Infinity;
    this.#heap.clear();
    this.#tree = [];
    this.#makeOuter(this.#state.top[root]!);
    let isDone = false;
    while (!isDone && this.#heap.comesBy(this.#floorTime)) {
      this.#clock = Math.max(this.#clock, this.#heap.firstTime());
      const event = this.#heap.pop();
      if (event < 0) this.#expand(-1 - event);
      else isDone = this.#tighten(event);
    }
    if (!isDone) {
      this.#clock = this.#floorTime;
      this.#augment(this.#floorVertex, -1);
    }
    this.#finish();
  }

  /** The current outermost blossom of v. */
  #top(v: number): number {
    const joined = this.#joined;
    let b = this.#state.top[v]!;
    for (let up = joined[b]!; up !== b; up = joined[b]!) {
      joined[b] = joined[up]!;
      b = up;
    }
    return b;
  }

  /** The current price of v, which is in the outermost blossom b. */
  #price(v: number, b: number): number {
    const stored = this.#state.u[v]!;
    const label = this.#label[b]!;
    if (label === FREE) return stored;
    return label === OUTER ? stored - (this.#clock - this.#since[v]!) : stored + (this.#clock - this.#since[b]!);
  }

  /** Writes the current prices of the inner blossom b and its vertices to the state. */
  #updateInner(b: number, vertices: readonly number[]): void {
    const elapsed = this.#clock - this.#since[b]!;
    this.#since[b] = this.#clock;
    if (elapsed === 0) return;
    for (const v of vertices) this.#state.u[v]! += elapsed;
    if (b >= this.#state.n) this.#state.z[b]! -= 2 * elapsed;
  }

  /** Labels b outer and returns its vertices, which must be scanned next. */
  #markOuter(b: number): readonly number[] {
    const vertices = collectVertices(this.#state, b, []);
    this.#label[b] = OUTER;
    this.#since[b] = this.#clock;
    for (const v of vertices) this.#since[v] = this.#clock;
    this.#tree.push(b);
    return vertices;
  }

  #makeOuter(b: number): void {
    for (const v of this.#markOuter(b)) this.#scanOuter(v, b);
  }

  #makeInner(b: number, from: number, to: number): void {
    this.#label[b] = INNER;
    this.#since[b] = this.#clock;
    this.#entryFrom[b] = from;
    this.#entryTo[b] = to;
    this.#tree.push(b);
    if (b >= this.#state.n) this.#heap.push(this.#clock + this.#state.z[b]! / 2, -1 - b);
  }

  /** Queues the events at which the edges of the outer vertex v become tight. Its stored price must be up to date. */
  #scanOuter(v: number, own: number): void {
    const { start, to, weight } = this.#graph;
    const { u, floor } = this.#state;
    const price = u[v]!;
    const clock = this.#clock;
    if (clock + price - floor[v]! < this.#floorTime) {
      this.#floorTime = clock + price - floor[v]!;
      this.#floorVertex = v;
    }
    for (let slot = start[v]!, end = start[v + 1]!; slot < end; slot++) {
      const other = to[slot]!;
      const b = this.#top(other);
      if (b === own) continue;
      const label = this.#label[b]!;
      if (label === FREE) this.#noteFree(b, clock + price + u[other]! - weight[slot]!, slot);
      else if (label === OUTER) {
        const time = clock + (price + this.#price(other, b) - weight[slot]!) / 2;
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

  /** Handles an edge that may have become tight: grows the tree, forms a blossom, or matches the root. Returns true when the stage ends. */
  #tighten(slot: number): boolean {
    const { mate, base } = this.#state;
    let v = this.#graph.from[slot]!;
    let w = this.#graph.to[slot]!;
    let near = this.#top(v);
    let far = this.#top(w);
    if (this.#label[near] !== OUTER) [v, w, near, far] = [w, v, far, near];
    if (near === far || this.#label[near] !== OUTER || this.#label[far] === INNER) return false;
    // An event from before a change of label is out of date. A later scan queued the correct one.
    if (this.#price(v, near) + this.#price(w, far) > this.#graph.weight[slot]!) return false;
    if (this.#label[far] === OUTER) {
      this.#shrink(v, w);
      return false;
    }
    const partner = mate[base[far]!]!;
    if (partner < 0) {
      if (far >= this.#state.n) moveBase(this.#state, far, w);
      mate[w] = v;
      this.#augment(v, w);
      return true;
    }
    this.#makeInner(far, v, w);
    this.#makeOuter(this.#top(partner));
    return false;
  }

  /** Matches the outer vertex v with `partner` (−1 for nobody) and swaps matched and unmatched edges on the path to the root. */
  #augment(v: number, partner: number): void {
    const { mate, base, n } = this.#state;
    for (;;) {
      const outer = this.#top(v);
      const above = mate[base[outer]!]!;
      if (outer >= n) moveBase(this.#state, outer, v);
      mate[v] = partner;
      if (above < 0) return;
      const inner = this.#top(above);
      const to = this.#entryTo[inner]!;
      const from = this.#entryFrom[inner]!;
      if (inner >= n) moveBase(this.#state, inner, to);
      mate[to] = from;
      v = from;
      partner = to;
    }
  }

  /** Forms a blossom of the odd cycle that a tight edge between two outer vertices closes in the tree. */
  #shrink(v: number, w: number): void {
    const state = this.#state;
    const ancestor = this.#commonAncestor(this.#top(v), this.#top(w));
    const children: number[] = [];
    const links: number[] = [];
    this.#collectPath(v, ancestor, children, links);
    // The first half was collected towards the root, but the cycle leads away from it.
    children.reverse();
    links.reverse();
    children.unshift(ancestor);
    links.push(v, w);
    this.#collectPath(w, ancestor, children, links);

    const b = state.freeIds.pop()!;
    state.children[b] = children;
    state.links[b] = links;
    state.base[b] = state.base[ancestor]!;
    state.z[b] = 0;
    state.size[b] = children.reduce((sum, child) => sum + state.size[child]!, 0);
    const reached: number[] = [];
    for (const child of children) {
      if (this.#label[child] === INNER) {
        const vertices = collectVertices(state, child, []);
        this.#updateInner(child, vertices);
        for (const x of vertices) this.#since[x] = this.#clock;
        reached.push(...vertices);
      } else if (child >= state.n) state.z[child]! += 2 * (this.#clock - this.#since[child]!);
      this.#label[child] = FREE;
      this.#joined[child] = b;
      state.parent[child] = b;
    }
    state.parent[b] = -1;
    this.#label[b] = OUTER;
    this.#since[b] = this.#clock;
    this.#tree.push(b);
    for (const x of reached) this.#scanOuter(x, b);
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
    const above = this.#state.mate[this.#state.base[b]!]!;
    return above < 0 ? -1 : this.#top(this.#entryFrom[this.#top(above)]!);
  }

  /** Collects the blossoms from that of v to `ancestor` (exclusive), and the edges between them. */
  #collectPath(v: number, ancestor: number, children: number[], links: number[]): void {
    const { mate, base } = this.#state;
    for (let outer = this.#top(v); outer !== ancestor; ) {
      const foot = base[outer]!;
      const inner = this.#top(mate[foot]!);
      const from = this.#entryFrom[inner]!;
      children.push(outer, inner);
      links.push(foot, mate[foot]!, this.#entryTo[inner]!, from);
      outer = this.#top(from);
    }
  }

  /** Opens an inner blossom whose price has become 0. The children between its entry and its base stay in the tree. */
  #expand(b: number): void {
    const state = this.#state;
    if (this.#label[b] !== INNER || state.parent[b] !== -1) return;
    const elapsed = this.#clock - this.#since[b]!;
    if (state.z[b]! > 2 * elapsed) return;
    const links = state.links[b]!;
    const entry = this.#entryTo[b]!;
    let from = this.#entryFrom[b]!;
    let to = entry;
    this.#label[b] = FREE;
    // A child may get this id, and no event of this stage has reached that child.
    this.#bestStage[b] = 0;
    const children = openBlossom(state, b);
    const length = children.length;
    const at = children.indexOf(state.top[entry]!);
    const step = at % 2 === 1 ? 1 : -1;
    const renamed = children.indexOf(b);
    const renamedStaysInner = renamed >= 0 && isOnPath(renamed, at, step);
    for (const child of children) {
      if (child === b && renamedStaysInner) continue;
      for (const v of collectVertices(state, child, [])) state.u[v]! += elapsed;
    }
    const outer: { child: number; vertices: readonly number[] }[] = [];
    for (let k = at; ; k += 2 * step) {
      this.#makeInner(children[k % length]!, from, to);
      if (k === 0 || k === length) break;
      const near = k + step;
      outer.push({ child: children[near]!, vertices: this.#markOuter(children[near]!) });
      const link = step === 1 ? near : near - 1;
      from = links[2 * link + (step === 1 ? 0 : 1)]!;
      to = links[2 * link + (step === 1 ? 1 : 0)]!;
    }
    // The prices inside the child that keeps this id stay out of date from the same clock on, so they need not be written.
    if (renamedStaysInner) {
      this.#since[b] = this.#clock - elapsed;
      state.z[b]! += 2 * elapsed;
    }
    for (const { child, vertices } of outer) for (const v of vertices) this.#scanOuter(v, child);
    for (const child of children) {
      if (this.#label[child] !== FREE) continue;
      for (const v of collectVertices(state, child, [])) this.#scanFree(v, child);
    }
  }

  /** Queues the earliest event at which an outer neighbour reaches the free vertex v of the blossom `own`. */
  #scanFree(v: number, own: number): void {
    const { start, to, weight } = this.#graph;
    const price = this.#state.u[v]!;
    for (let slot = start[v]!, end = start[v + 1]!; slot < end; slot++) {
      const other = to[slot]!;
      const b = this.#top(other);
      if (this.#label[b] === OUTER) this.#noteFree(own, this.#clock + price + this.#price(other, b) - weight[slot]!, slot);
    }
  }

  /** Writes all prices and new blossoms to the state, clears the labels, and opens blossoms whose price is 0. */
  #finish(): void {
    const state = this.#state;
    const tops: number[] = [];
    for (const b of this.#tree) {
      const label = this.#label[b]!;
      this.#joined[b] = b;
      this.#label[b] = FREE;
      if (label === FREE) continue;
      tops.push(b);
      const vertices = collectVertices(state, b, []);
      if (label === INNER) this.#updateInner(b, vertices);
      else {
        for (const v of vertices) {
          state.u[v]! -= this.#clock - this.#since[v]!;
          state.top[v] = b;
        }
        if (b >= state.n) state.z[b]! += 2 * (this.#clock - this.#since[b]!);
      }
    }
    for (const b of tops) if (b >= state.n && state.z[b] === 0) openUnpriced(state, b);
  }
}

/** Whether child k of an opened inner blossom becomes inner: every second child from the entry `at` to the base, which is child 0. */
function isOnPath(k: number, at: number, step: number): boolean {
  return step === 1 ? k === 0 || (k % 2 === 1 && k >= at) : k % 2 === 0 && k <= at;
}
