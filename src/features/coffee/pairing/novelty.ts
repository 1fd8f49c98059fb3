// Keeps later rounds possible. Everybody should meet everybody once before any two meet again. With n members (n even) this is possible
// for n − 1 rounds, but always taking the best total can end earlier, with unused pairs that do not form a full round any more, such as
// two odd cycles.
//
// While each member may still meet at least half of the others, the next full round exists (Dirac 1952), and nearly always all later
// ones (Csaba, Kühn, Lo, Osthus and Treglown 2016: a regular graph of such a degree has a one-factorisation, for large n). Below that,
// the best pairs are used if as many full rounds remain after them as before, minus one. Otherwise the round is taken from a set of
// disjoint full rounds: the best of them, improved by exchanges with the others. This costs points, which the proof reports.
//
// It applies to an even number of members, at most 128, to a window of at least half their number, and where meetings rather than rules
// use up the pairs. When members come and go it keeps as many rounds as it finds for those present. It does nothing for an odd number.
// The search is a heuristic (see disjoint-rounds.ts), so n − 1 rounds are usual, not guaranteed.

import { findRounds, hasRounds } from './disjoint-rounds.js';
import type { PairSource } from './scores.js';

const MOST_MEMBERS = 128;

export interface KeptRound {
  pairs: readonly (readonly [number, number])[];
  /** Number of full rounds that are known to be possible after this one. */
  roundsKept: number;
}

/** Whether later full rounds can become impossible. Many members or a short window always leave enough partners. */
export function worthLookingAhead(members: number, window: number): boolean {
  return members % 2 === 0 && members >= 4 && members <= MOST_MEMBERS && 2 * window >= members;
}

/**
 * Replaces the best pairs (a perfect matching of all members of `scores`) where they would make later rounds impossible; returns null
 * where they would not. `usedUp` is the number of pairs of these members that met within the window. Call it only where
 * `worthLookingAhead` is true.
 */
export function keepRoundsAhead(
  scores: PairSource,
  pairs: readonly (readonly [number, number])[],
  usedUp: number,
  random: (bound: number) => number,
): KeptRound | null {
  const { n } = scores;
  // Below this, each member has on average met fewer than nearly half of the others.
  if (2 * usedUp < n * (n / 2 - 2)) return null;
  const rows = Array.from({ length: n }, (_, v) => {
    const row = new Int32Array(n);
    scores.fillRow(v, 0, n, row);
    return row;
  });
  const all = rows.map((row) => [...row.keys()].filter((w) => row[w]! >= 0));
  const most = Math.min(...all.map(({ length }) => length));
  if (most < 2 || most - 1 >= n / 2) return null;
  const partner = new Int32Array(n);
  for (const [a, b] of pairs) {
    partner[a] = b;
    partner[b] = a;
  }
  const without = all.map((others, v) => others.filter((w) => w !== partner[v]));
  if (hasRounds(without, most - 1, random)) return null;
  const rounds = findRounds(all, most, random);
  const found = rounds.length;
  if (found < 2 || (found < most && hasRounds(without, found - 1, random))) return null;
  const best = bestRound(rounds, rows);
  return {
    pairs: [...best].flatMap((w, v): [number, number][] => (v < w ? [[v, w]] : [])),
    roundsKept: found - 1,
  };
}

/** The round with the highest total, after exchanging with the other rounds every cycle that increases it. */
function bestRound(rounds: readonly Int32Array[], rows: readonly Int32Array[]): Int32Array {
  const total = (round: Int32Array) => round.reduce((sum, w, v) => sum + rows[v]![w]!, 0);
  const best = rounds.reduce((most, round) => (total(round) > total(most) ? round : most));
  for (let improved = true; improved; ) {
    improved = false;
    for (const round of rounds) if (round !== best && exchange(best, round, rows)) improved = true;
  }
  return best;
}

/** The edges of two rounds form even cycles, and the two rounds can exchange their edges on each of them separately. */
function exchange(best: Int32Array, other: Int32Array, rows: readonly Int32Array[]): boolean {
  const seen = new Uint8Array(best.length);
  let improved = false;
  for (let start = 0; start < best.length; start++) {
    if (seen[start] === 1) continue;
    const cycle: number[] = [];
    let gain = 0;
    for (let v = start; seen[v] === 0; v = other[best[v]!]!) {
      const w = best[v]!;
      seen[v] = 1;
      seen[w] = 1;
      cycle.push(v, w);
      gain += rows[w]![other[w]!]! - rows[v]![w]!;
    }
    if (gain <= 0) continue;
    improved = true;
    for (const v of cycle) [best[v], other[v]] = [other[v]!, best[v]!];
  }
  return improved;
}
