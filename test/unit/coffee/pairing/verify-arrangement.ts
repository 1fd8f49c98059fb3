// Checks the proof of an arrangement from scratch: the prices of the plan for everybody against every pair, and every trio or
// second match against these prices. It shares nothing with the search; scores are asked for pair by pair, as a table.

import type { Arrangement } from '../../../../src/features/coffee/pairing/arrange.js';
import { type Certificate, verifyOptimal } from '../../../../src/features/coffee/pairing/blossom/certificate.js';
import type { PairingModel } from '../../../../src/features/coffee/pairing/model.js';

export interface ArrangementVerdict {
  /** The first thing found wrong. */
  problem: string | null;
  /** How many ways of placing the one left over were not excluded by the prices, and had to be planned to the end. */
  exceptions: number;
}

/**
 * Verifies that no arrangement of all members with the fewest trios and second matches totals more. Knows the cases in which
 * everybody is matched: in pairs (an even number), or with one trio or one second match (an odd number).
 */
export function verifyArrangement(model: PairingModel, { tried, total, groups, leftOut }: Arrangement): ArrangementVerdict {
  const { scores, penalties } = model;
  const { n } = scores;
  const rows = Array.from({ length: n }, (_, v) => {
    const row = new Int32Array(n);
    scores.fillRow(v, 0, n, row);
    return row;
  });
  const problems: string[] = [];
  const seats = groups.flat();
  if (leftOut.length > 0 || new Set(seats).size !== n) problems.push('somebody is left out');
  const score = (group: readonly number[]) => {
    const sides = group.flatMap((a, k) => group.slice(k + 1).map((b) => rows[a]![b]!));
    if (sides.some((side) => side < 0)) problems.push(`${group.join(', ')} may not meet`);
    return sides.reduce((sum, side) => sum + side, 0) / (group.length - 1);
  };
  if (groups.reduce((sum, group) => sum + score(group), 0) !== total) problems.push('the total is not the sum of its groups');

  /** What all pairs, or all but a few members, can total at most: their certificate's bound, if it holds. */
  const proven = ({ rest }: Arrangement['tried'][number]): number => {
    const { certificate, part } = rest;
    const verdict = verifyOptimal(certificate, (v, w) => {
      const weight = rows[part.member[v]!]![part.member[w]!]!;
      return weight < 0 ? null : weight;
    });
    if (!verdict.optimal) problems.push(verdict.problem ?? 'a plan is not the best one for its members');
    return verdict.bound;
  };

  const dual = proven(tried[0]!);
  let exceptions = 0;
  if (seats.length === n && groups.every(({ length }) => length === 2)) {
    if (dual !== total) problems.push(`pairs could total ${dual}`);
    return { problem: problems[0] ?? null, exceptions };
  }

  const { u } = tried[0]!.rest.certificate;
  const planned = new Map(tried.slice(1).map((plan) => [nameOf(plan.trios[0] ?? [plan.second!.guest]), proven(plan)]));
  const consider = (members: readonly number[], points: number, bound: number) => {
    if (bound <= total) return;
    exceptions++;
    const rest = planned.get(nameOf(members));
    if (rest === undefined) problems.push(`${members.join(', ')} may lead to ${bound}, and was not planned`);
    else if (rest + points > total) problems.push(`${members.join(', ')} leads to ${rest + points}`);
  };
  if (seats.length === n) {
    const shared = sharedPrices(tried[0]!.rest.certificate);
    for (const { trio, most } of triosAbove(rows, u, shared, total - dual)) {
      const points = model.trioScore(...trio);
      if (points !== null) consider(trio, points, dual + most);
    }
  } else if (seats.length === n + 1 && penalties.secondMatch < penalties.trio) {
    for (const volunteer of model.volunteers) {
      for (let guest = 0; guest < n; guest++) {
        const points = rows[volunteer]![guest]!;
        if (points >= 0) consider([guest], points, dual - u[guest]! + points);
      }
    }
  } else problems.push('not a case this knows');
  return { problem: problems[0] ?? null, exceptions };
}

const nameOf = (members: readonly number[]) => [...members].sort((a, b) => a - b).join(' ');

/** For each two vertices, what the blossoms around both cost in all. */
function sharedPrices({ mate, blossoms }: Certificate): Float64Array[] {
  const prices = Array.from(mate, () => new Float64Array(mate.length));
  for (const { vertices, price } of blossoms) {
    if (price === 0) continue;
    for (const v of vertices) for (const w of vertices) prices[v]![w]! += price;
  }
  return prices;
}

/**
 * All trios for which score − prices of the three − prices of the blossoms that hold at least two of them exceeds `least`.
 * That is at most the sum of (score − prices) / 2 − shared / 3 over the three pairs, so the largest of these is at least a third.
 */
function triosAbove(rows: readonly Int32Array[], u: Float64Array, shared: readonly Float64Array[], least: number) {
  const n = rows.length;
  const shares = rows.map((row, a) => Float64Array.from(row, (w, b) => (w < 0 ? -Infinity : (w - u[a]! - u[b]!) / 2 - shared[a]![b]! / 3)));
  const found = new Map<string, { trio: [number, number, number]; most: number }>();
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      const share = shares[a]![b]!;
      if (3 * share < least) continue;
      const [ofA, ofB] = [shares[a]!, shares[b]!];
      for (let c = 0; c < n; c++) {
        if (share + ofA[c]! + ofB[c]! <= least) continue;
        const points = (rows[a]![b]! + rows[a]![c]! + rows[b]![c]!) / 2;
        const most = points - u[a]! - u[b]! - u[c]! - Math.max(shared[a]![b]!, shared[a]![c]!, shared[b]![c]!);
        if (most > least) found.set(nameOf([a, b, c]), { trio: [a, b, c], most });
      }
    }
  }
  return found.values();
}
