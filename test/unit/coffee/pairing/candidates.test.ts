import { describe, expect, it } from 'vitest';
import { community } from '../../../../bench/support/community.js';
import { bestPairs, candidateWindow, estimatePrices } from '../../../../src/features/coffee/pairing/candidates.js';
import { PairScores } from '../../../../src/features/coffee/pairing/scores.js';

const never = { passed: () => false };
const input = community(300, 26, 1);
const scores = new PairScores(input.participants, input);
const prices = estimatePrices(scores);

describe('the candidate edges', () => {
  it.each([0, 1, 7, 33, 64, 149, 300])('carry the score of their pair (window %i)', (window) => {
    const { edges, reserve } = bestPairs(scores, prices, 10, 5, window, never);
    const fresh = new PairScores(input.participants, input);
    for (const { a, b, weight } of [edges, reserve]) {
      expect(weight).toEqual(a.map((v, e) => fresh.worth(v, b[e]!)));
    }
  });

  it.each([33.5, 2e8 / 30_000, Number.NaN, Infinity, -1])('are not chosen from a window of %d vertices', (window) => {
    expect(() => bestPairs(scores, prices, 10, 5, window, never)).toThrow(RangeError);
  });

  it('come from a whole number of vertices, which is all others up to 20,000', () => {
    for (const n of [0, 1, 300, 20_000, 20_001, 30_000, 99_999, 100_000, 300_000_000]) {
      const window = candidateWindow(n);
      expect(Number.isInteger(window)).toBe(true);
      expect(window * n).toBeLessThanOrEqual(2e8);
      if (n <= 20_000) expect(window).toBeGreaterThanOrEqual(Math.floor(n / 2));
    }
  });
});

describe('a row of scores', () => {
  it.each([
    [0, 10.5],
    [0.5, 10],
    [-1, 10],
    [0, 301],
    [0, Number.NaN],
  ])('is refused from %d to %d', (from, to) => {
    expect(() => scores.fillRow(0, from, to, new Int32Array(300))).toThrow(RangeError);
  });
});
