// A plan: the best pairs of some of the members, with the certificate that proves it.

import type { BoundProof, Certificate } from './blossom/certificate.js';
import type { EdgeList } from './blossom/graph.js';
import { forestOf } from './blossom-forest.js';
import type { PairingModel } from './model.js';
import { optimise, type Start } from './optimise.js';
import { type Subgraph, subgraphOf } from './subgraph.js';

export interface Plan {
  /** Pairs of members. A volunteer may be in two of them. */
  pairs: readonly (readonly [number, number])[];
  leftOut: readonly number[];
  /** Scores of the pairs minus all penalties. Plans are compared by this value. */
  worth: number;
  exact: boolean;
  part: Subgraph;
  certificate: Certificate;
  /** Upper bound on the worth of every plan for this subgraph. */
  bound: number;
  /** Prices that prove the bound, together with the value of copies that are not used; null while no bound is known. */
  boundProof: BoundProof | null;
  /** The candidate pairs of vertices, with all that were added. */
  edges: EdgeList;
}

/**
 * Finds the best pairs among `members` (ascending). `volunteers`, some of these members, may have two matches if that places another
 * member. `from` is an exact plan for these members and a few others, which saves most of the work.
 */
export function planPairs(model: PairingModel, members: readonly number[], volunteers: readonly number[], from?: Plan): Plan {
  const { scores, penalties, leftOutLastTime, deadline } = model;
  const part = subgraphOf(scores, members, volunteers);
  const floor = new Float64Array(part.n);
  for (let v = 0; v < part.n; v++) {
    if (v >= part.firstCopy) floor[v] = penalties.secondMatch;
    else floor[v] = -penalties.leftOut - (leftOutLastTime(part.member[v]!) ? penalties.leftOutAgain : 0);
  }
  const { certificate, exact, bound, boundProof, edges } = optimise(part, floor, deadline, from && startFrom(from, part));
  // An unused copy must not count, so the value of leaving all copies unused is subtracted.
  const spared = penalties.secondMatch * volunteers.length;
  const { mate } = certificate;
  const pairs: [number, number][] = [];
  const leftOut: number[] = [];
  let worth = 0;
  for (let v = 0; v < part.n; v++) {
    if (mate[v]! < 0) {
      worth += floor[v]!;
      if (v < part.firstCopy) leftOut.push(part.member[v]!);
    } else if (v < mate[v]!) {
      worth += part.worth(v, mate[v]!);
      pairs.push([part.member[v]!, part.member[mate[v]!]!]);
    }
  }
  return { pairs, leftOut, worth: worth - spared, exact, part, certificate, bound: bound - spared, boundProof, edges };
}

/** The plan's candidates and pairs, and feasible prices without blossoms, for a subgraph of the plan's subgraph. */
function startFrom({ part: whole, certificate, edges }: Plan, part: Subgraph): Start {
  const forest = forestOf(certificate);
  const own = new Int32Array(part.member.reduce((most, m) => Math.max(most, m), 0) + 1).fill(-1);
  const copy = own.slice();
  part.member.forEach((m, v) => {
    (v < part.firstCopy ? own : copy)[m] = v;
  });
  const vertex = Int32Array.from(whole.member, (m, v) => (v < whole.firstCopy ? own : copy)[m] ?? -1);
  const start: Start = { edges: { a: [], b: [], weight: [] }, u: new Float64Array(part.n), mate: new Int32Array(part.n).fill(-1) };
  vertex.forEach((v, former) => {
    if (v < 0) return;
    const inner = forest.inner[former]!;
    start.u[v] = certificate.u[former]! + (inner < 0 ? 0 : forest.totalPrice[inner]! / 2);
    const mate = certificate.mate[former]!;
    if (mate >= 0) start.mate[v] = vertex[mate]!;
  });
  edges.a.forEach((former, e) => {
    const [a, b] = [vertex[former]!, vertex[edges.b[e]!]!];
    if (a < 0 || b < 0) return;
    start.edges.a.push(a);
    start.edges.b.push(b);
    start.edges.weight.push(edges.weight[e]!);
  });
  return start;
}
