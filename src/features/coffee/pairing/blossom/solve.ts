// The solver as a whole: fair starting prices, a greedy matching along tight edges, then one search for each vertex left over.

import type { Graph } from './graph.js';
import { Search } from './search.js';
import type { MatchingState } from './state.js';

/**
 * Sets feasible prices on an empty matching and matches what it can along tight edges: each vertex in turn lowers its price
 * as far as its neighbours' prices allow (a step of coordinate descent on the dual, as in Jonker and Volgenant 1987).
 */
export function initialise(graph: Graph, state: MatchingState): void {
  const { start, to, weight, n } = graph;
  const { u, floor, mate } = state;
  for (let v = 0; v < n; v++) {
    let most = -Infinity;
    for (let slot = start[v]!; slot < start[v + 1]!; slot++) if (weight[slot]! > most) most = weight[slot]!;
    u[v] = Math.max(floor[v]!, most / 2);
  }
  for (let v = 0; v < n; v++) {
    if (mate[v]! >= 0) continue;
    let most = floor[v]!;
    let partner = -1;
    for (let slot = start[v]!; slot < start[v + 1]!; slot++) {
      const other = to[slot]!;
      const need = weight[slot]! - u[other]!;
      if (need > most || (need === most && mate[other]! < 0)) {
        most = need;
        partner = other;
      }
    }
    u[v] = most;
    if (partner >= 0 && mate[partner]! < 0) {
      mate[v] = partner;
      mate[partner] = v;
    }
  }
}

/**
 * Completes the matching to a maximum-weight one, where leaving v unmatched is worth floor[v].
 * Starts from any state that keeps the invariants of state.ts. `stop` is asked now and then; true ends the work early, with the
 * invariants kept and the vertices not settled yet unmatched. Returns whether the matching is optimal.
 */
export function solve(graph: Graph, state: MatchingState, stop: () => boolean = () => false): boolean {
  const search = new Search(graph, state);
  for (let v = 0; v < state.n; v++) {
    if (state.mate[v]! >= 0 || state.u[v]! <= state.floor[v]!) continue;
    if (stop()) return false;
    search.settle(v);
  }
  return true;
}
