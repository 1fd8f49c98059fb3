// The proof that a matching is the best one, checked from scratch: it knows nothing of the solver.
//
// Weak duality: whatever the prices, if they are feasible then no matching is worth more than
//     sum of u + sum over blossoms of z · (size − 1) / 2.
// A matching whose worth equals that bound is optimal (complementary slackness says the same, edge by edge).

export interface Certificate {
  /** Partner of each vertex, or −1. */
  mate: Int32Array;
  u: Float64Array;
  /** What leaving each vertex unmatched is worth; its lowest price. */
  floor: Float64Array;
  blossoms: readonly { vertices: readonly number[]; price: number }[];
}

export interface Verdict {
  optimal: boolean;
  /** What the matching is worth: its weights, and the floors of those unmatched. */
  worth: number;
  /** What no matching exceeds; only meaningful when no problem is reported. */
  bound: number;
  /** The first thing found wrong. */
  problem: string | null;
}

/**
 * Checks all pairs, in O(n² · depth of blossoms). `weightOf(a, b)` is null where the two may not be matched.
 * Reports rather than throws.
 */
export function verifyOptimal(certificate: Certificate, weightOf: (a: number, b: number) => number | null): Verdict {
  const { mate, u, floor, blossoms } = certificate;
  const n = mate.length;
  let problem: string | null = null;
  const wrong = (what: string) => {
    problem ??= what;
  };

  const holding: number[][] = Array.from({ length: n }, () => []);
  let bound = 0;
  blossoms.forEach(({ vertices, price }, index) => {
    if (price < 0) wrong(`blossom ${index} has the negative price ${price}`);
    if (vertices.length % 2 === 0 || new Set(vertices).size !== vertices.length) wrong(`blossom ${index} is not an odd set`);
    // Those that cost nothing cover nothing.
    if (price !== 0) for (const v of vertices) holding[v]!.push(index);
    bound += (price * (vertices.length - 1)) / 2;
  });

  let worth = 0;
  /** Blossoms that hold the present a are marked with a + 1. */
  const holdsA = new Int32Array(blossoms.length);
  for (let a = 0; a < n; a++) {
    bound += u[a]!;
    if (u[a]! < floor[a]!) wrong(`the price of ${a} is below its floor`);
    const partner = mate[a]!;
    if (partner < 0) worth += floor[a]!;
    else if (mate[partner] !== a || partner === a) wrong(`${a} is matched with ${partner}, but not the other way round`);
    else if (weightOf(a, partner) === null) wrong(`${a} and ${partner} may not be matched`);
    else if (a < partner) worth += weightOf(a, partner)!;
    for (const index of holding[a]!) holdsA[index] = a + 1;
    for (let b = a + 1; b < n; b++) {
      const weight = weightOf(a, b);
      if (weight === null) continue;
      let cover = u[a]! + u[b]!;
      for (const index of holding[b]!) if (holdsA[index] === a + 1) cover += blossoms[index]!.price;
      if (cover < weight) wrong(`the pair ${a}, ${b} is worth ${weight}, more than its prices ${cover}`);
    }
  }
  if (problem === null && worth > bound) wrong(`worth ${worth} exceeds its bound ${bound}`);
  return { optimal: problem === null && worth === bound, worth, bound, problem };
}
