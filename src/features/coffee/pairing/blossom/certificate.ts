// Verifies from scratch that a matching is optimal or that a bound holds, without any code of the solver.
//
// Weak duality: if the prices are feasible, no matching is worth more than
//     sum of u + sum over blossoms of z · (size − 1) / 2.
// A matching whose worth equals this bound is optimal.

export interface Certificate {
  /** Partner of each vertex, or −1. */
  mate: Int32Array;
  u: Float64Array;
  /** The value of leaving each vertex unmatched, which is also its lowest price. */
  floor: Float64Array;
  blossoms: readonly { vertices: readonly number[]; price: number }[];
}

export interface Verdict {
  optimal: boolean;
  /** The worth of the matching: the weights of its pairs and the floors of its unmatched vertices. */
  worth: number;
  /** Upper bound on the worth of every matching. Valid only when no problem is reported. */
  bound: number;
  /** The first problem found, or null. */
  problem: string | null;
}

/**
 * Checks that the prices are feasible for all pairs and that the matching reaches their bound. Takes O(n² · depth of blossoms) in the
 * worst case. `weightOf(a, b)` is null where the two may not be matched. Reports problems and does not throw.
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
    // Blossoms with a price of 0 have no effect.
    if (price !== 0) for (const v of vertices) holding[v]!.push(index);
    bound += (price * (vertices.length - 1)) / 2;
  });

  let worth = 0;
  /** Blossoms that hold the current a are marked with a + 1. */
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
      // Blossom prices can only increase the cover.
      if (cover >= weight) continue;
      for (const index of holding[b]!) if (holdsA[index] === a + 1) cover += blossoms[index]!.price;
      if (cover < weight) wrong(`the pair ${a}, ${b} is worth ${weight}, more than its prices ${cover}`);
    }
  }
  if (problem === null && worth > bound) wrong(`worth ${worth} exceeds its bound ${bound}`);
  return { optimal: problem === null && worth === bound, worth, bound, problem };
}

/** Prices that prove an upper bound. The blossoms are stored as a forest, because lists of their vertices can be very long. */
export interface BoundProof {
  u: Float64Array;
  /** The blossom directly around each vertex (ids below n) and blossom (ids from n on), or −1. */
  parent: Int32Array;
  /** Price of each blossom, by the same ids. */
  z: Float64Array;
}

/**
 * Checks that the prices are feasible for all pairs, and computes the upper bound that they prove where leaving v unmatched is worth
 * floor[v]. Calls `weightOf(a, b)` for all a < b in ascending order; it returns null where the two may not be matched. Reports problems
 * and does not throw.
 */
export function verifyBound(
  { u, parent, z }: BoundProof,
  floor: Float64Array,
  weightOf: (a: number, b: number) => number | null,
): { bound: number; problem: string | null } {
  const n = u.length;
  const problems: string[] = [];
  const { outwards, size } = measureForest(parent, n);
  if (outwards.length < parent.length) problems.push('the blossoms are not nested');
  let bound = u.reduce((sum, price) => sum + price, 0);
  /** Price of each blossom plus the prices of all blossoms around it. */
  const total = new Float64Array(parent.length);
  for (const b of outwards.reverse()) {
    total[b] = z[b]! + (parent[b]! < 0 ? 0 : total[parent[b]!]!);
    if (b < n) {
      if (z[b] !== 0) problems.push(`vertex ${b} has a blossom's price`);
      if (u[b]! < floor[b]!) problems.push(`the price of ${b} is below its floor`);
      continue;
    }
    if (z[b]! < 0) problems.push(`blossom ${b} has the negative price ${z[b]}`);
    if (z[b]! > 0 && size[b]! % 2 === 0) problems.push(`blossom ${b} is not an odd set`);
    bound += (z[b]! * (size[b]! - 1)) / 2;
  }
  if (problems.length > 0) return { bound, problem: problems[0]! };
  /** Blossoms that hold the current a are marked with a + 1. */
  const around = new Int32Array(parent.length);
  for (let a = 0; a < n; a++) {
    for (let b = parent[a]!; b >= 0; b = parent[b]!) around[b] = a + 1;
    for (let b = a + 1; b < n; b++) {
      const weight = weightOf(a, b);
      if (weight === null || u[a]! + u[b]! >= weight) continue;
      let shared = parent[b]!;
      while (shared >= 0 && around[shared] !== a + 1) shared = parent[shared]!;
      const cover = u[a]! + u[b]! + (shared < 0 ? 0 : total[shared]!);
      if (cover < weight) return { bound, problem: `the pair ${a}, ${b} is worth ${weight}, more than its prices ${cover}` };
    }
  }
  return { bound, problem: null };
}

/** The number of vertices of each id, and the ids from inside to outside. Ids that form a cycle are missing from that list. */
function measureForest(parent: Int32Array, n: number): { outwards: number[]; size: Int32Array } {
  const inside = new Int32Array(parent.length);
  for (const b of parent) if (b >= 0) inside[b]!++;
  const outwards = [...parent.keys()].filter((id) => inside[id] === 0);
  const size = new Int32Array(parent.length).fill(1, 0, n);
  for (let k = 0; k < outwards.length; k++) {
    const b = parent[outwards[k]!]!;
    if (b < 0) continue;
    size[b]! += size[outwards[k]!]!;
    if (--inside[b]! === 0) outwards.push(b);
  }
  return { outwards, size };
}
