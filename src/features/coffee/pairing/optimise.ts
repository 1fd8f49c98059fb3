// The best matching of all pairs, without ever holding all pairs: solve on each vertex's best candidates, price the rest with
// the solver's own prices, add what they do not cover, repeat. Each repetition starts from the last prices and matching.

import type { Certificate } from './blossom/certificate.js';
import { FractionalSearch, leaveCycle, raisePrice } from './blossom/fractional.js';
import { buildGraph, type EdgeList } from './blossom/graph.js';
import { initialise, solve } from './blossom/solve.js';
import { collectVertices, createState, liberate, type MatchingState } from './blossom/state.js';
import { allPairs, bestPairs, estimatePrices } from './candidates.js';
import { completeRoughly } from './complete-roughly.js';
import type { Deadline } from './deadline.js';
import { pricePairs } from './pricing.js';
import type { PairSource } from './scores.js';

/** Up to this many vertices all pairs are solved at once. */
const SOLVED_WHOLE = 100;
const CANDIDATES = 10;
/** Pairs added for each vertex in one repetition. */
const ADDED = 4;
/** With fewer new pairs than one for so many vertices, half edges have done their part. */
const FEW = 100;

export interface Optimum {
  certificate: Certificate;
  /** The certificate proves the matching optimal among all pairs. */
  exact: boolean;
  /** No matching is worth more: weights, and floors of those unmatched. */
  bound: number;
}

/**
 * Finds the matching that is worth most, where leaving v unmatched is worth floor[v] (see state.ts).
 * When the deadline passes, returns a legal matching and the bound as far as it is known.
 */
export function optimise(source: PairSource, floor: Float64Array, deadline: Deadline): Optimum {
  const { n } = source;
  const state = createState(n);
  const whole = n <= SOLVED_WHOLE;
  const stop = () => deadline.passed();
  const edges = whole ? allPairs(source) : bestPairs(source, estimatePrices(source), CANDIDATES, Math.ceil(n / 2), deadline);
  const highest = edges.weight.reduce((most, weight) => Math.max(most, weight), 0);
  // Large penalties for leaving somebody out bring large prices, and with them many pairs that prices do not cover. They wait
  // until the candidates suffice for nearly everybody.
  const mild = -2 * highest - 2;
  state.floor.set(whole ? floor : floor.map((lowest) => Math.max(lowest, mild)));
  let graph = buildGraph(n, edges);
  initialise(graph, state);
  let bound = Infinity;

  const cycleOf: (readonly number[] | undefined)[] = [];
  for (let few = whole; new FractionalSearch(graph, state, cycleOf).run(stop) && !few; ) {
    const { found, complete } = pricePairs(source, state, ADDED, deadline);
    if (!complete) break;
    append(edges, found);
    graph = buildGraph(n, edges);
    cover(state, cycleOf, found);
    few = found.a.length <= n / FEW;
  }
  for (let v = 0; v < n; v++) leaveCycle(state, cycleOf, v);

  for (;;) {
    let exact = solve(graph, state, stop);
    if (!whole || !exact) {
      const pricing = pricePairs(source, state, ADDED, deadline);
      bound = Math.min(bound, dualValue(state) + pricing.shortfall);
      exact &&= pricing.shortfall === 0;
      if (pricing.found.a.length > 0 && !deadline.passed()) {
        append(edges, pricing.found);
        graph = buildGraph(n, edges);
        cover(state, cycleOf, pricing.found);
        continue;
      }
    }
    if (exact && state.floor.some((lowest, v) => lowest > floor[v]!)) {
      state.floor.set(floor);
      if (state.mate.includes(-1)) {
        bound = Infinity;
        continue;
      }
    }
    if (!exact) completeRoughly(source, state.mate);
    return { certificate: certificateOf(state), exact, bound: exact ? dualValue(state) : bound };
  }
}

function append(edges: EdgeList, more: EdgeList): void {
  for (let e = 0; e < more.a.length; e++) {
    edges.a.push(more.a[e]!);
    edges.b.push(more.b[e]!);
    edges.weight.push(more.weight[e]!);
  }
}

/** Raises prices until they cover the new pairs too; whoever's matched edge is no longer tight is unmatched. */
function cover(state: MatchingState, cycleOf: (readonly number[] | undefined)[], edges: EdgeList): void {
  const { u, mate } = state;
  for (let e = 0; e < edges.a.length; e++) {
    let v = edges.a[e]!;
    let w = edges.b[e]!;
    if (u[v]! + u[w]! >= edges.weight[e]!) continue;
    if (mate[v]! >= 0 && mate[w]! < 0) [v, w] = [w, v];
    liberate(state, v);
    const excess = edges.weight[e]! - u[v]! - u[w]!;
    if (excess > 0) raisePrice(state, cycleOf, v, excess);
  }
}

function dualValue(state: MatchingState): number {
  let value = state.u.reduce((sum, price) => sum + price, 0);
  for (let b = state.n; b < 2 * state.n; b++) {
    if (state.z[b] !== 0) value += (state.z[b]! * (collectVertices(state, b, []).length - 1)) / 2;
  }
  return value;
}

function certificateOf(state: MatchingState): Certificate {
  const blossoms: { vertices: number[]; price: number }[] = [];
  for (let b = state.n; b < 2 * state.n; b++) {
    if (state.children[b]!.length > 0) blossoms.push({ vertices: collectVertices(state, b, []), price: state.z[b]! });
  }
  return { mate: state.mate, u: state.u, floor: state.floor, blossoms };
}
