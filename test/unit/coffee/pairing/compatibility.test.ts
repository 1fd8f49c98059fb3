import { describe, expect, it } from 'vitest';
import { canBeRepeated, explanationVersion } from '../../../../src/features/coffee/pairing/compatibility.js';

describe('a stored round', () => {
  it.each([
    [2, 6, true],
    [2, 2500, true],
    [2, 2501, false],
    [2, 30_000, false],
    [3, 30_000, true],
  ])('of version %i and %i participants is matched alike: %s', (version, participants, alike) => {
    expect(canBeRepeated(version, participants)).toBe(alike);
  });

  it('can be repeated by the version that stores it', () => {
    for (const participants of [0, 6, 2500, 2501, 100_000]) {
      expect(canBeRepeated(explanationVersion(participants), participants)).toBe(true);
    }
  });
});
