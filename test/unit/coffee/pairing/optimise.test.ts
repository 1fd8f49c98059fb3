import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Verdict, verifyOptimal } from '../../../../src/features/coffee/pairing/blossom/certificate.js';
import { buildGraph } from '../../../../src/features/coffee/pairing/blossom/graph.js';
import { initialise, solve } from '../../../../src/features/coffee/pairing/blossom/solve.js';
import { collectVertices, createState } from '../../../../src/features/coffee/pairing/blossom/state.js';
import { bestPairs } from '../../../../src/features/coffee/pairing/candidates.js';
import { optimise } from '../../../../src/features/coffee/pairing/optimise.js';
import { pricePairs } from '../../../../src/features/coffee/pairing/pricing.js';
import { PairScores } from '../../../../src/features/coffee/pairing/scores.js';
import type { PairingInput } from '../../../../src/features/coffee/pairing/types.js';
import { seededRandom } from '../../../../src/kit/random.js';
import { scoreOf } from './brute-force.js';
import { person, round, rounds } from './people.js';

const never = { passed: () => false };

/** Solves by candidates and pricing, then lets the certificate be checked against every pair. */
function verdictOn(input: PairingInput, leftOut: number): Verdict & { bound: number; told: number } {
  const scores = new PairScores(input.participants, input);
  const { n } = scores;
  const rows = Array.from({ length: n }, (_, v) => {
    const row = new Int32Array(n);
    scores.fillRow(v, 0, n, row);
    return row;
  });
  const { certificate, exact, bound } = optimise(scores, new Float64Array(n).fill(-leftOut), never);
  expect(exact).toBe(true);
  return { ...verifyOptimal(certificate, (a, b) => (rows[a]![b]! < 0 ? null : rows[a]![b]!)), told: bound };
}

/** Many different people, so that candidates alone hardly ever suffice. */
function crowd(n: number, seed: number): PairingInput {
  const random = seededRandom(seed);
  const some = (kinds: number, most: number) => [...new Set(Array.from({ length: random(most + 1) }, () => `k${random(kinds)}`))];
  const people = Array.from({ length: n }, (_, id) =>
    person(id, {
      organisationId: random(n / 8),
      organisationType: (['local', 'national', 'international'] as const)[random(3)]!,
      governorates: some(8, 2),
      sectors: some(8, 3),
      languages: [['ar'], ['ar', 'en'], ['ckb', 'en'], ['ar', 'ckb']][random(4)]!,
      // A popular few offer a lot.
      offers: random(10) === 0 ? some(12, 8) : [],
      wants: some(12, 3),
      workingHours: { startUtc: 240 + 30 * random(9), endUtc: 900 },
      roundsTaken: random(4),
    }),
  );
  const meetings = Array.from({ length: 6 * n }, () => ({ a: random(n), b: random(n), roundsAgo: 1 + random(30) })).filter(
    ({ a, b }) => a !== b,
  );
  const organisationMeetings = Array.from({ length: n }, () => ({ a: random(n / 8), b: random(n / 8) }));
  return round(people, { meetings, organisationMeetings });
}

describe('the best of all pairs, found from candidates', () => {
  it.each([128, 129, 240, 301, 400])('is proven for a crowd of %i', (n) => {
    for (const seed of [1, 2, 3]) {
      for (const leftOut of [10_000_000, 3000]) {
        const verdict = verdictOn(crowd(n, seed), leftOut);
        expect(verdict).toMatchObject({ problem: null, optimal: true });
        expect(verdict.told).toBe(verdict.worth);
      }
    }
  });

  it('is proven where rules leave few pairs', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 101, max: 180 }).chain((n) => rounds(n, n, true)),
        (input) => {
          expect(verdictOn(input, 10_000_000)).toMatchObject({ problem: null, optimal: true });
        },
      ),
      { numRuns: 6 },
    );
  });
});

describe('pricing', () => {
  it.each([120, 121, 200, 201])('finds exactly the pairs that their prices do not cover (%i members)', (n) => {
    let violations = 0;
    for (const seed of [1, 2, 3, 4]) {
      const input = crowd(n, seed);
      const scores = new PairScores(input.participants, input);
      // Two candidates each are too few, so prices will be too low for many other pairs.
      const graph = buildGraph(n, bestPairs(scores, new Float64Array(n), 2, 0, n, never).edges);
      const state = createState(n);
      state.floor.fill(seed % 2 === 0 ? -4000 : -100_000);
      initialise(graph, state);
      solve(graph, state);
      const blossoms: { price: number; vertices: Set<number> }[] = [];
      for (let b = n; b < 2 * n; b++) {
        if (state.children[b]!.length > 0) blossoms.push({ price: state.z[b]!, vertices: new Set(collectVertices(state, b, [])) });
      }
      const expected = new Set<string>();
      const short = new Float64Array(n);
      for (let v = 0; v < n; v++) {
        for (let w = v + 1; w < n; w++) {
          const common = blossoms.filter(({ vertices }) => vertices.has(v) && vertices.has(w));
          const cover = common.reduce((sum, { price }) => sum + price, state.u[v]! + state.u[w]!);
          const worth = scores.worth(v, w);
          if (worth < 0 || worth <= cover) continue;
          expected.add(`${v} ${w} ${worth}`);
          short[v] = Math.max(short[v]!, worth - cover);
          short[w] = Math.max(short[w]!, worth - cover);
        }
      }
      violations += expected.size;
      const { found, shortfall, complete } = pricePairs(scores, state, n, never);
      expect(new Set(found.a.map((v, e) => `${v} ${found.b[e]} ${found.weight[e]}`))).toEqual(expected);
      expect(shortfall).toBeCloseTo(
        short.reduce((sum, most) => sum + most / 2, 0),
        6,
      );
      expect(complete).toBe(true);
      const cut = pricePairs(scores, state, n, { passed: () => true });
      expect(cut.complete).toBe(false);
      // Either way the prices, raised by the shortfall, bound the optimum.
      const dual = blossoms.reduce(
        (sum, { price, vertices }) => sum + (price * (vertices.size - 1)) / 2,
        state.u.reduce((a, b) => a + b),
      );
      const optimum = optimise(scores, state.floor, never).bound;
      expect(dual + shortfall).toBeGreaterThanOrEqual(optimum);
      expect(dual + cut.shortfall).toBeGreaterThanOrEqual(optimum);
    }
    expect(violations).toBeGreaterThan(100);
  });
});

describe('compiled scores', () => {
  it('are those the reasons add up to, however they are asked for', () => {
    const input = crowd(60, 5);
    const scores = new PairScores(input.participants, input);
    const row = new Int32Array(60);
    const some = new Int32Array(60);
    const listed = new Int32Array(60);
    for (let v = 0; v < 60; v++) {
      scores.fillRow(v, 0, 60, row);
      expect(row[v]).toBeLessThan(0);
      for (let w = 0; w < 60; w++) {
        if (row[w]! < 0) continue;
        expect(row[w]).toBe(scoreOf(input, input.participants[v]!, input.participants[w]!));
        expect(row[w]! % 2).toBe(0);
        expect(row[w]).toBeLessThanOrEqual(scores.upperBound(v));
      }
      listed[0] = v + 2;
      const count = v + 2 < 60 ? scores.fillListed(v, listed, 1, some) : 0;
      const those = new Set(listed.subarray(0, count));
      expect(those.size).toBe(count);
      for (let w = v + 1; w < 60 && count > 0; w++) {
        if (those.has(w)) expect(some[w]).toBe(row[w]);
        else expect(row[w]).toBeLessThanOrEqual(scores.plainUpperBound(v));
      }
    }
  });
});
