// Everybody wants to meet everybody once before anybody is met twice. With n members (n even) that is possible for n − 1 rounds,
// but taking the best total each time can leave pairs that no longer make up a full round, such as two odd cycles, after fewer.
//
// So "everyone who can be matched is matched" is also asked of the rounds to come. While each member may meet at least half of
// the others, the next full round is safe (Dirac 1952), and nearly always all later ones (a regular graph of such a degree has a
// one-factorisation: Csaba, Kühn, Lo, Osthus, Treglown 2016, for large n). Below that, the best pairs are kept when after them
// as many full rounds remain as before, less one; else the round is taken from a set of disjoint full rounds, the best of them,
// improved by exchanges with the others. That costs some points, which the proof shows.
//
// How far it goes: an even number of members, at most 128, a window of at least half their number, and pairs used up by meetings
// rather than by rules. Members may come and go, then it keeps as many rounds as it finds for those present. With an odd number it
// does nothing. The search is a heuristic (see disjoint-rounds.ts), so the upperBound is usual, not certain.

import { findRounds, hasRounds } from './disjoint-rounds.js';
import type { PairSource } from './scores.js';

const MOST_MEMBERS = 128;

export interface KeptRound {
  pairs: readonly (readonly [number, number])[];
  /** Full rounds found possible after this one. */
  roundsKept: number;
}

/** Whether later rounds can get into trouble at all: many members, or a short window, leave always enough partners. */
export function worthLookingAhead(members: number, window: number): boolean {
  return members % 2 === 0 && members >= 4 && members <= MOST_MEMBERS && 2 * window >= members;
}

/**
 * Replaces the best pairs (a perfect matching of all members of `scores`) where they would waste later rounds; null where they
 * are fine. `usedUp` is how many pairs of these members met within the window. Asks for worthLookingAhead.
 */
export function keepRoundsAhead(
  scores: PairSource,
  pairs: readonly (readonly [number, number])[],
  usedUp: number,
  random: (bound: number) => number,
): KeptRound | null {
  const { n } = scores;
  // On average, each member has met nearly half of the others.
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

/** The round of the highest total, after exchanging with the others each cycle of the two that gains by it. */
function bestRound(rounds: readonly Int32Array[], rows: readonly Int32Array[]): Int32Array {
  const total = (round: Int32Array) => round.reduce((sum, w, v) => sum + rows[v]![w]!, 0);
  const best = rounds.reduce((most, round) => (total(round) > total(most) ? round : most));
  for (let improved = true; improved; ) {
    improved = false;
    for (const round of rounds) if (round !== best && exchange(best, round, rows)) improved = true;
  }
  return best;
}

/** Two rounds together are a set of even cycles; each may be taken the other way round. */
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
