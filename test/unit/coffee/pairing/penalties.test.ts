import { describe, expect, it } from 'vitest';
import { defaultWeights } from '../../../../bench/support/default-weights.js';
import { penaltiesFor } from '../../../../src/features/coffee/pairing/penalties.js';
import { highestScore } from '../../../../src/features/coffee/pairing/weights.js';

const highest = highestScore(defaultWeights);

describe('the penalties', () => {
  it('exist for very many members with the default weights', () => {
    for (const members of [10, 2000, 30_000, 71_000, 72_000, 100_000, 1_000_000]) {
      const { leftOut, leftOutAgain, trio, secondMatch, apart } = penaltiesFor(members, members / 10, highest, 'trio');
      expect(apart).toBeGreaterThanOrEqual(2);
      expect(leftOut).toBeGreaterThan(2 * leftOutAgain);
      expect(leftOutAgain).toBeGreaterThan(2 * secondMatch);
      expect(secondMatch).toBeGreaterThan(trio);
      expect(trio).toBeGreaterThan((members / 2) * highest);
      expect(Number.isSafeInteger(64 * leftOut)).toBe(true);
    }
  });

  it('do not exist where those of one member would not be exact', () => {
    expect(() => penaltiesFor(1e9, 0, highest, 'trio')).toThrow(RangeError);
  });
});
