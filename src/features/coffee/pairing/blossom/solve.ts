// The whole solver: starting prices, a greedy matching along tight edges, and one search from each vertex that is still unmatched.

import type { Graph } from './graph.js';
import { Search } from './search.js';
import type { MatchingState } from './state.js';

/**
 * Sets feasible prices for an empty matching and matches vertices along tight edges. Each vertex in turn lowers its price as far as the
 * prices of its neighbours allow. This is coordinate descent on the dual, as in Jonker and Volgenant, "A shortest augmenting path
 * algorithm for dense and sparse linear assignment problems" (1987).
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
 * Completes the matching to one of the highest weight, where leaving v unmatched is worth floor[v]. Starts from any state that satisfies
 * the invariants of state.ts. When `stop` returns true, the search ends early, the invariants hold, and the vertices not reached stay
 * unmatched. Returns whether the matching is optimal.
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
