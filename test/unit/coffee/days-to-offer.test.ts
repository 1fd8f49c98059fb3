import { expect, it } from 'vitest';
import { toLocalDate } from '../../../src/core/time.js';
import { daysToOffer } from '../../../src/features/coffee/pause.js';

it.each([
  ['', ['2026-12-21', '2027-01-04', '2027-03-08']],
  ['two weeks', ['2026-12-21']],
  ['أسبوعين', ['2026-12-21']],
  ['2027-02-01', ['2027-02-01']],
  ['until I am back', []],
  ['zzz', []],
])('offers days on which somebody is back, for «%s»', (typed, days) => {
  expect(daysToOffer(typed, toLocalDate('2026-12-07'))).toEqual(days);
});
