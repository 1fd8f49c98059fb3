// Checks what the matching claims, from scratch: the score of every candidate, the certificate, the bound.

import { verifyBound, verifyOptimal } from '../../src/features/coffee/pairing/blossom/certificate.js';
import type { EdgeList } from '../../src/features/coffee/pairing/blossom/graph.js';
import type { ProvenResult } from '../../src/features/coffee/pairing/pair.js';
import { PairScores } from '../../src/features/coffee/pairing/scores.js';
import type { Subgraph } from '../../src/features/coffee/pairing/subgraph.js';
import type { PairingInput } from '../../src/features/coffee/pairing/types.js';

/** Up to this many members the whole certificate is checked, above it the bound. */
const WHOLE_CERTIFICATE = 10_000;

/** How many of the edges carry another weight than `worth` gives for the pair. */
export function wrongWeights(edges: EdgeList, worth: (v: number, w: number) => number): number {
  return edges.a.reduce((count, v, e) => (worth(v, edges.b[e]!) === edges.weight[e] ? count : count + 1), 0);
}

/** What was checked, or what is wrong. */
export function checkPairing(input: PairingInput, { result, people, best }: ProvenResult): string {
  const scores = new PairScores(people, input);
  const root = best.tried[0]!.rest;
  const member = root.part.member;
  const wrong = wrongWeights(root.edges, (v, w) => scores.worth(member[v]!, member[w]!));
  if (wrong > 0) return `NO: ${wrong} candidates`;
  const weightOf = weightsByRow(root.part);
  if (root.exact && people.length <= WHOLE_CERTIFICATE + 1) {
    for (const { rest } of best.tried) {
      const verdict = verifyOptimal(rest.certificate, rest === root ? weightOf : weightsByRow(rest.part));
      if (!verdict.optimal) return `NO: ${verdict.problem ?? 'not optimal'}`;
    }
    return result.proof.total > result.proof.bound ? 'NO: total over bound' : 'certificate';
  }
  if (root.boundProof === null) return 'no bound known';
  const { bound, problem } = verifyBound(root.boundProof, root.certificate.floor, weightOf);
  if (problem !== null) return `NO: ${problem}`;
  // Where everybody is in a pair, the bound on the plan is the bound that is reported.
  const reported = best.leftOut.length === 0 && people.length % 2 === 0 ? result.proof.bound : root.bound;
  return bound === reported ? 'bound' : `NO: ${reported} reported, ${bound} proven`;
}

/** Scores pair by pair, but computed a row at a time; null where the two may not meet. */
function weightsByRow(part: Subgraph): (v: number, w: number) => number | null {
  const row = new Int32Array(part.n);
  let current = -1;
  return (v, w) => {
    if (v !== current && w > v) {
      part.fillRow(v, v + 1, part.n, row);
      current = v;
    }
    const worth = w > v ? row[w]! : part.worth(v, w);
    return worth < 0 ? null : worth;
  };
}
