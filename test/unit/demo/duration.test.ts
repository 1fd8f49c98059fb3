import { describe, expect, it } from 'vitest';
import { toInstant } from '../../../src/core/time.js';
import { parseDuration, plus } from '../../../src/demo/duration.js';

const at = (moment: string) => toInstant(Date.parse(moment));
const after = (start: string, duration: string, zone = 'Asia/Baghdad') => {
  const parsed = parseDuration(duration);
  if (!parsed) throw new Error(`not a duration: ${duration}`);
  return new Date(plus(at(start), parsed, zone)).toISOString();
};

describe('ISO 8601 durations', () => {
  it.each([
    ['P1D', '2026-11-23T06:00:00.000Z'],
    ['P2W', '2026-12-06T06:00:00.000Z'],
    ['PT6H30M', '2026-11-22T12:30:00.000Z'],
    ['P1Y2M3DT4H', '2028-01-25T10:00:00.000Z'],
    ['PT1.5S', '2026-11-22T06:00:01.500Z'],
    ['PT0S', '2026-11-22T06:00:00.000Z'],
  ])('%s', (duration, expected) => {
    expect(after('2026-11-22T09:00:00+03:00', duration)).toBe(expected);
  });

  it.each(['', 'P', 'PT', 'P1', '1D', 'P-1D', 'P1DT', 'P1.5D', 'PT1D', 'p1d', 'P1D ', '+P1D', `P${'9'.repeat(50)}D`])(
    'refuses «%s»',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  it('keeps the hour of the wall clock over a change of the clocks, and counts hours by the clock', () => {
    // In Stockholm the clocks go back on 25 October 2026.
    expect(after('2026-10-24T12:00:00+02:00', 'P1D', 'Europe/Stockholm')).toBe('2026-10-25T11:00:00.000Z');
    expect(after('2026-10-24T12:00:00+02:00', 'PT24H', 'Europe/Stockholm')).toBe('2026-10-25T10:00:00.000Z');
  });

  it('ends on the last day of a shorter month', () => {
    expect(after('2026-01-31T10:00:00+03:00', 'P1M')).toBe('2026-02-28T07:00:00.000Z');
    expect(after('2027-12-31T10:00:00+03:00', 'P2M')).toBe('2028-02-29T07:00:00.000Z');
  });
});
