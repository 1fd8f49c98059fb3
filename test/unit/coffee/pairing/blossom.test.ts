import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Certificate, verifyOptimal } from '../../../../src/features/coffee/pairing/blossom/certificate.js';
import { buildGraph, type EdgeList } from '../../../../src/features/coffee/pairing/blossom/graph.js';
import { initialise, solve } from '../../../../src/features/coffee/pairing/blossom/solve.js';
import { collectVertices, createState, type MatchingState } from '../../../../src/features/coffee/pairing/blossom/state.js';

type Weights = (number | null)[][];

function certificateOf(state: MatchingState): Certificate {
  const blossoms: { vertices: number[]; price: number }[] = [];
  for (let b = state.n; b < 2 * state.n; b++) {
    if (state.children[b]!.length > 0) blossoms.push({ vertices: collectVertices(state, b, []), price: state.z[b]! });
  }
  return { mate: state.mate, u: state.u, floor: state.floor, blossoms };
}

function solved(weights: Weights, floor: readonly number[]): MatchingState {
  const n = weights.length;
  const edges: EdgeList = { a: [], b: [], weight: [] };
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      const weight = weights[a]![b]!;
      if (weight === null) continue;
      edges.a.push(a);
      edges.b.push(b);
      edges.weight.push(weight);
    }
  }
  const graph = buildGraph(n, edges);
  const state = createState(n);
  state.floor.set(floor);
  initialise(graph, state);
  expect(solve(graph, state)).toBe(true);
  return state;
}

/** The best worth by trying every matching, over subsets. */
function bruteForce(weights: Weights, floor: readonly number[]): number {
  const n = weights.length;
  const best = new Float64Array(1 << n).fill(-Infinity);
  best[0] = 0;
  for (let set = 1; set < 1 << n; set++) {
    const a = 31 - Math.clz32(set);
    const rest = set ^ (1 << a);
    best[set] = best[rest]! + floor[a]!;
    for (let b = 0; b < a; b++) {
      const weight = weights[a]![b]!;
      if ((rest & (1 << b)) !== 0 && weight !== null) best[set] = Math.max(best[set]!, best[rest ^ (1 << b)]! + weight);
    }
  }
  return best[(1 << n) - 1]!;
}

function symmetric(n: number, pick: (a: number, b: number) => number | null): Weights {
  const weights: Weights = Array.from({ length: n }, () => Array<number | null>(n).fill(null));
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      const weight = pick(a, b);
      weights[a]![b] = weight;
      weights[b]![a] = weight;
    }
  }
  return weights;
}

const graphs = (most: number, highest: number) =>
  fc.integer({ min: 1, max: most }).chain((n) =>
    fc.record({
      weights: fc
        .array(fc.option(fc.integer({ min: 0, max: highest }), { freq: 2 }), { minLength: (n * (n - 1)) / 2, maxLength: (n * (n - 1)) / 2 })
        .map((flat) => {
          let next = 0;
          return symmetric(n, () => flat[next++]!);
        }),
      floor: fc.array(fc.constantFrom(0, -3, 4, -1000, -100_000), { minLength: n, maxLength: n }),
    }),
  );

describe('the blossom solver', () => {
  it.each([3, 20, 1000])('finds what brute force finds (weights up to %i)', (highest) => {
    fc.assert(
      fc.property(graphs(11, highest), ({ weights, floor }) => {
        const verdict = verifyOptimal(certificateOf(solved(weights, floor)), (a, b) => weights[a]![b]!);
        expect(verdict.problem).toBeNull();
        expect(verdict.optimal).toBe(true);
        expect(verdict.worth).toBe(bruteForce(weights, floor));
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    [60, 3],
    [150, 6],
    [300, 4],
  ])('proves itself on random graphs of %i vertices and degree %i', (n, degree) => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 999 })), (stream) => {
        const draw = () => stream.next().value as number;
        const weights = symmetric(n, () => (draw() < (1000 * degree) / n ? draw() % 40 : null));
        const floor = Array.from({ length: n }, () => (draw() < 800 ? -1_000_000 : 0));
        const verdict = verifyOptimal(certificateOf(solved(weights, floor)), (a, b) => weights[a]![b]!);
        expect(verdict).toMatchObject({ problem: null, optimal: true });
      }),
      { numRuns: 5 },
    );
  });
});

describe('the certificate', () => {
  const weights = symmetric(4, (a, b) => 10 * (a + b));
  const good: Certificate = {
    mate: Int32Array.of(1, 0, 3, 2),
    u: Float64Array.of(0, 10, 20, 30),
    floor: new Float64Array(4),
    blossoms: [],
  };
  const weightOf = (a: number, b: number) => weights[a]![b]!;

  it('accepts a proven optimum', () => {
    expect(verifyOptimal(good, weightOf)).toEqual({ optimal: true, worth: 60, bound: 60, problem: null });
  });

  it('refuses prices that do not cover a pair', () => {
    expect(verifyOptimal({ ...good, u: Float64Array.of(0, 10, 20, 29) }, weightOf).problem).toMatch(/more than its prices/);
  });

  it('refuses a matching that is worth less than its bound', () => {
    expect(verifyOptimal({ ...good, mate: Int32Array.of(1, 0, -1, -1) }, weightOf)).toMatchObject({ optimal: false, problem: null });
  });

  it('refuses one-sided partners, even blossoms, negative prices and prices under the floor', () => {
    expect(verifyOptimal({ ...good, mate: Int32Array.of(1, 2, 3, 2) }, weightOf).problem).toMatch(/not the other way/);
    expect(verifyOptimal({ ...good, blossoms: [{ vertices: [0, 1], price: 1 }] }, weightOf).problem).toMatch(/odd/);
    expect(verifyOptimal({ ...good, blossoms: [{ vertices: [0, 1, 2], price: -1 }] }, weightOf).problem).toMatch(/negative/);
    expect(verifyOptimal({ ...good, floor: Float64Array.of(1, 0, 0, 0) }, weightOf).problem).toMatch(/floor/);
  });
});
