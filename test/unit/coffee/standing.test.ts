import { describe, expect, it } from 'vitest';
import { toLocalDate } from '../../../src/core/time.js';
import { monthsLater } from '../../../src/features/coffee/cards/standing.js';

describe('months later', () => {
  it.each([
    ['2026-11-22', 1, '2026-12-22'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-12-31', 6, '2027-06-30'],
  ])('%s and %i is %s', (date, months, expected) => {
    expect(monthsLater(toLocalDate(date), months)).toBe(expected);
  });
});
