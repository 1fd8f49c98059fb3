// Finds the best matching of all pairs without storing all pairs: solve on the candidates of each vertex, price all other pairs with the
// dual prices, add those that violate the prices, and repeat from the last prices and matching. This is column generation, as Applegate
// and Cook use it for large matchings ("Solving large-scale matching problems", 1993).

import type { BoundProof, Certificate } from './blossom/certificate.js';
import { FractionalSearch, raisePrice, removeFromCycle } from './blossom/fractional.js';
import { buildGraph, type EdgeList, type Graph } from './blossom/graph.js';
import { initialise, solve } from './blossom/solve.js';
import { collectVertices, createState, type MatchingState, removeFromBlossoms } from './blossom/state.js';
import { allPairs, bestPairs, candidateWindow, estimatePrices } from './candidates.js';
import { completeGreedily } from './complete-greedily.js';
import type { Deadline } from './deadline.js';
import { EXACT } from './penalties.js';
import { type Pricing, pricePairs, priceReserve } from './pricing.js';
import type { PairSource } from './scores.js';

/** Graphs of up to this many vertices are solved with all pairs at once. */
const SOLVED_WHOLE = 100;
const CANDIDATES = 10;
/** Number of pairs added for each vertex in one repetition. */
const ADDED = 4;
/** Number of further pairs kept for each vertex, which are priced before all pairs are. */
const RESERVE = 40;
/** Above this many vertices the search first looks for a good bound … */
const PROVEN_EARLY = 15_000;
/** … until at most one pair for this many vertices violates the prices. */
const FEW = 500;

/** A starting point: candidates, feasible prices for all pairs, and a matching. */
export interface Start {
  edges: EdgeList;
  u: Float64Array;
  mate: Int32Array;
}

export interface Optimum {
  certificate: Certificate;
  /** Whether the certificate proves the matching optimal among all pairs. */
  exact: boolean;
  /** Upper bound on the worth of every matching: weights of pairs, and floors of unmatched vertices. */
  bound: number;
  /** Prices that prove the bound; null while no bound is known. */
  boundProof: BoundProof | null;
  /** The candidates, with all pairs that were added. */
  edges: EdgeList;
}

/**
 * Finds the matching of the highest worth, where leaving v unmatched is worth floor[v] (see blossom/state.ts). All numbers are in
 * hundredths of a point. `start` saves most of the work when the optimum of a slightly larger graph is known. When the deadline passes,
 * the result is a valid matching with the best bound known so far.
 */
export function optimise(source: PairSource, floor: Float64Array, deadline: Deadline, start?: Start): Optimum {
  const { n } = source;
  const state = createState(n);
  const whole = n <= SOLVED_WHOLE;
  const stop = () => deadline.passed();
  const known = whole ? allPairs(source) : start?.edges;
  const { edges, reserve } =
    known === undefined
      ? bestPairs(source, estimatePrices(source), CANDIDATES, RESERVE, candidateWindow(n), deadline)
      : { edges: known, reserve: { a: [], b: [], weight: [] } };
  const highest = edges.weight.reduce((most, weight) => Math.max(most, weight), 0);
  // Large penalties for leaving somebody out lead to large prices and so to many pairs that violate them. So the search starts with
  // mild penalties, and applies the full ones when the candidates suffice for nearly everybody.
  const mild = -2 * highest - 2;
  state.floor.set(whole ? floor : floor.map((lowest) => Math.max(lowest, mild)));
  let graph = buildGraph(n, edges);
  if (start === undefined) initialise(graph, state);
  else resume(start, graph, state);
  const cycleOf: (readonly number[] | undefined)[] = [];
  const add = (found: EdgeList) => {
    append(edges, found);
    graph = buildGraph(n, edges);
    repairPrices(state, cycleOf, found);
  };

  let bound = Infinity;
  let boundProof: BoundProof | null = null;
  const noteBound = ({ rise, shortfall }: Pricing) => {
    const proven = dualValue(state) + shortfall;
    if (proven >= bound) return;
    bound = proven;
    boundProof = { u: state.u.map((price, v) => price + rise[v]!), parent: state.parent.slice(), z: state.z.slice() };
  };
  /** The latest matching of a search that was not stopped early. */
  let lastComplete: Int32Array | null = null;
  const runFractional = () => {
    const done = new FractionalSearch(graph, state, cycleOf).run(stop);
    if (done) lastComplete = roundCycles(state, cycleOf);
    return done;
  };
  // There may be no time for blossoms. The fractional search alone gives nearly the same bound and nearly as good a matching.
  for (let boundFirst = n > PROVEN_EARLY && start === undefined; solveWithReserve(runFractional, reserve, state, add) && boundFirst; ) {
    const pricing = pricePairs(source, state, ADDED, deadline);
    noteBound(pricing);
    const { found } = pricing;
    boundFirst = found.a.length > n / FEW;
    if (!deadline.passed()) add(found);
  }
  for (let v = 0; v < n; v++) removeFromCycle(state, cycleOf, v);

  const runBlossoms = () => {
    const done = solve(graph, state, stop);
    if (done) lastComplete = state.mate.slice();
    return done;
  };
  for (;;) {
    let exact = solveWithReserve(runBlossoms, reserve, state, add);
    if (!whole || !exact) {
      const pricing = pricePairs(source, state, ADDED, deadline);
      noteBound(pricing);
      exact &&= pricing.shortfall === 0;
      if (pricing.found.a.length > 0 && !deadline.passed()) {
        add(pricing.found);
        continue;
      }
    }
    if (exact && state.floor.some((lowest, v) => lowest > floor[v]!)) {
      state.floor.set(floor);
      if (state.mate.includes(-1)) {
        bound = Infinity;
        boundProof = null;
        continue;
      }
    }
    if (!exact) {
      state.mate.set(lastComplete ?? state.mate);
      completeGreedily(source, state.mate);
    }
    if (exact) boundProof = { u: state.u, parent: state.parent, z: state.z };
    const proven = exact && magnitude(state) < EXACT;
    return { certificate: certificateOf(state), exact: proven, bound: exact ? dualValue(state) : bound, boundProof, edges };
  }
}

/** Takes over the prices of `start` and those of its pairs that are tight. */
function resume({ u, mate }: Start, { start, to, weight }: Graph, state: MatchingState): void {
  for (let v = 0; v < state.n; v++) state.u[v] = Math.max(u[v]!, state.floor[v]!);
  for (let v = 0; v < state.n; v++) {
    for (let slot = start[v]!; slot < start[v + 1]!; slot++) {
      const w = to[slot]!;
      const paid = state.u[v]! + state.u[w]!;
      if (w === mate[v] && paid === weight[slot]) state.mate[v] = w;
    }
  }
}

/** Solves repeatedly until no pair of the reserve violates the prices. Returns false when stopped early. */
function solveWithReserve(run: () => boolean, reserve: EdgeList, state: MatchingState, add: (found: EdgeList) => void): boolean {
  for (;;) {
    if (!run()) return false;
    const found = priceReserve(reserve, state);
    if (found.a.length === 0) return true;
    add(found);
  }
}

/** The matching in which each half-integral odd cycle is split into pairs and one unmatched vertex. */
function roundCycles({ mate }: MatchingState, cycleOf: readonly (readonly number[] | undefined)[]): Int32Array {
  const pairs = mate.slice();
  for (const cycle of new Set(cycleOf)) {
    for (let k = 1; cycle !== undefined && k < cycle.length; k += 2) {
      pairs[cycle[k]!] = cycle[k + 1]!;
      pairs[cycle[k + 1]!] = cycle[k]!;
    }
  }
  return pairs;
}

function append(edges: EdgeList, more: EdgeList): void {
  for (let e = 0; e < more.a.length; e++) {
    edges.a.push(more.a[e]!);
    edges.b.push(more.b[e]!);
    edges.weight.push(more.weight[e]!);
  }
}

/** Raises prices until no new pair violates them. Vertices whose matched edge is no longer tight become unmatched. */
function repairPrices(state: MatchingState, cycleOf: (readonly number[] | undefined)[], edges: EdgeList): void {
  const { u, mate } = state;
  for (let e = 0; e < edges.a.length; e++) {
    let v = edges.a[e]!;
    let w = edges.b[e]!;
    if (u[v]! + u[w]! >= edges.weight[e]!) continue;
    if (mate[v]! >= 0 && mate[w]! < 0) [v, w] = [w, v];
    removeFromBlossoms(state, v);
    const excess = edges.weight[e]! - u[v]! - u[w]!;
    if (excess > 0) raisePrice(state, cycleOf, v, excess);
  }
}

function dualValue(state: MatchingState): number {
  let value = state.u.reduce((sum, price) => sum + price, 0);
  for (let b = state.n; b < 2 * state.n; b++) {
    if (state.z[b] !== 0) value += (state.z[b]! * (state.size[b]! - 1)) / 2;
  }
  return value;
}

/** The largest number that the sum of the dual value can reach on the way. */
function magnitude({ n, u, z, size }: MatchingState): number {
  let sum = u.reduce((all, price) => all + Math.abs(price), 0);
  for (let b = n; b < 2 * n; b++) sum += (z[b]! * (size[b]! - 1)) / 2;
  return sum;
}

function certificateOf(state: MatchingState): Certificate {
  const blossoms: { vertices: number[]; price: number }[] = [];
  for (let b = state.n; b < 2 * state.n; b++) {
    if (state.children[b]!.length > 0) blossoms.push({ vertices: collectVertices(state, b, []), price: state.z[b]! });
  }
  return { mate: state.mate, u: state.u, floor: state.floor, blossoms };
}
