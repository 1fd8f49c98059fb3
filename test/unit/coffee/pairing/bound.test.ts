import { describe, expect, it } from 'vitest';
import { community } from '../../../../bench/support/community.js';
import { verifyBound } from '../../../../src/features/coffee/pairing/blossom/certificate.js';
import { optimise } from '../../../../src/features/coffee/pairing/optimise.js';
import { PairScores } from '../../../../src/features/coffee/pairing/scores.js';

const input = community(401, 26, 1);
const scores = new PairScores(input.participants, input);
const floor = new Float64Array(401).fill(-1e6);
const rows = Array.from({ length: 401 }, (_, v) => {
  const row = new Int32Array(401);
  scores.fillRow(v, 0, 401, row);
  return row;
});
const weightOf = (a: number, b: number) => (rows[a]![b]! < 0 ? null : rows[a]![b]!);

/** The outcome where the deadline is asked `patience` times before it has passed. */
function cutShort(patience: number) {
  let asked = 0;
  return optimise(scores, floor, { passed: () => ++asked > patience });
}

describe('the bound of a search that time cut short', () => {
  it('is proven by the prices that come with it', () => {
    const best = optimise(scores, floor, { passed: () => false });
    expect(verifyBound(best.boundProof!, floor, weightOf)).toEqual({ bound: best.bound, problem: null });
    let checked = 0;
    for (let patience = 0; patience < 400; patience += 8) {
      const { exact, bound, boundProof } = cutShort(patience);
      if (exact) continue;
      const verdict = verifyBound(boundProof!, floor, weightOf);
      expect(verdict).toEqual({ bound, problem: null });
      expect(bound).toBeGreaterThanOrEqual(best.bound);
      checked++;
    }
    expect(checked).toBeGreaterThan(8);
  });

  it('is refused where its prices are too low, negative, under the floor, or of sets that are not odd and nested', () => {
    const proof = cutShort(100).boundProof!;
    const n = proof.u.length;
    const changed = (change: (copy: typeof proof) => void) => {
      const copy = { u: proof.u.slice(), parent: proof.parent.slice(), z: proof.z.slice() };
      change(copy);
      return verifyBound(copy, floor, weightOf).problem;
    };
    expect(changed(() => {})).toBeNull();
    expect(changed(({ u, z }) => (u.fill(0), z.fill(0)))).toMatch(/more than its prices/);
    expect(changed(({ u }) => u.fill(-1e7, 0, 1))).toMatch(/floor/);
    expect(changed(({ z }) => z.fill(-1, n, n + 1))).toMatch(/negative/);
    expect(changed(({ z }) => z.fill(1, 0, 1))).toMatch(/vertex 0/);
    expect(changed(({ z, parent }) => (parent.fill(-1), parent.fill(n, 0, 2), z.fill(1, n, n + 1)))).toMatch(/odd/);
    expect(changed(({ parent }) => (parent.fill(n, n + 1, n + 2), parent.fill(n + 1, n, n + 1)))).toMatch(/nested/);
  });
});
