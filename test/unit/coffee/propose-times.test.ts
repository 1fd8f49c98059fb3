import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin } from '../../../src/calendar/hours.js';
import { localDateOf, localTimeOf, weekdayOf } from '../../../src/calendar/wall-clock.js';
import { type BaseSettings, baseSettingsSchema } from '../../../src/core/settings.js';
import { after, DAY, type Instant, toInstant, toLocalDate, toLocalTime } from '../../../src/core/time.js';
import { CHAT_LENGTH, type Diary, proposeTimes } from '../../../src/features/coffee/rules/propose-times.js';

const settings = (change: Record<string, unknown> = {}): BaseSettings => baseSettingsSchema.parse(change);
const office = { start: toLocalTime('09:00'), end: toLocalTime('17:00') };
const baghdad: Diary = { zone: 'Asia/Baghdad', hours: office };
const from = toInstant(Date.parse('2026-12-06T10:00:00+03:00'));
const propose = (diaries: readonly Diary[], change: Record<string, unknown> = {}, seed = 0, start = from) =>
  proposeTimes(diaries, { from: start, until: after(start, 25 * DAY), seed, calendar: settings(change) });
const local = (instant: Instant, zone: string) => `${weekdayOf(localDateOf(instant, zone))} ${localTimeOf(instant, zone)}`;

describe('proposed times', () => {
  it('are three, on three working days, at different hours', () => {
    const { times, withinHours } = propose([baghdad, baghdad]);
    expect(withinHours).toBe(true);
    expect(times.map((time) => local(time, 'Asia/Baghdad'))).toEqual(['mon 11:00', 'tue 14:30', 'wed 12:30']);
  });

  it('suit both sides of a difference in hours', () => {
    const { times, withinHours } = propose([baghdad, { zone: 'Europe/London', hours: office }]);
    expect(withinHours).toBe(true);
    for (const time of times) {
      expect(isWithin(time, 'Europe/London', office)).toBe(true);
      expect(isWithin(after(time, CHAT_LENGTH), 'Asia/Baghdad', { start: toLocalTime('09:00'), end: toLocalTime('17:01') })).toBe(true);
    }
  });

  it('follow each wall clock over a change of the clocks', () => {
    const berlin: Diary = { zone: 'Europe/Berlin', hours: { start: toLocalTime('09:00'), end: toLocalTime('09:30') } };
    const { times } = propose([berlin], {}, 0, toInstant(Date.parse('2026-10-22T10:00:00Z')));
    expect(times.map((time) => new Date(time).toISOString())).toEqual([
      '2026-10-25T08:00:00.000Z',
      '2026-10-26T08:00:00.000Z',
      '2026-10-27T08:00:00.000Z',
    ]);
    const saturdays = propose([berlin], { workingWeek: ['sat'] }, 0, toInstant(Date.parse('2026-10-22T10:00:00Z'))).times;
    expect(saturdays.map((time) => new Date(time).toISOString())).toEqual(['2026-10-24T07:00:00.000Z', '2026-10-31T08:00:00.000Z']);
  });

  it('stretch usual hours that have nothing in common, and say so', () => {
    const { times, withinHours } = propose([baghdad, { zone: 'America/New_York', hours: office }]);
    expect(withinHours).toBe(false);
    expect(times).toHaveLength(3);
    for (const time of times) {
      expect(isWithin(time, 'Asia/Baghdad', { start: toLocalTime('08:00'), end: toLocalTime('18:00') })).toBe(true);
      expect(isWithin(time, 'America/New_York', { start: toLocalTime('08:00'), end: toLocalTime('18:00') })).toBe(true);
    }
  });

  it('are none where even that does not help', () => {
    const night: Diary = { zone: 'Pacific/Auckland', hours: { start: toLocalTime('01:00'), end: toLocalTime('01:30') } };
    const noon: Diary = { zone: 'Pacific/Auckland', hours: { start: toLocalTime('13:00'), end: toLocalTime('13:30') } };
    expect(propose([night, noon]).times).toEqual([]);
  });

  it('know hours that pass midnight', () => {
    const late: Diary = { zone: 'Asia/Baghdad', hours: { start: toLocalTime('22:00'), end: toLocalTime('02:00') } };
    const { times, withinHours } = propose([late, late]);
    expect(withinHours).toBe(true);
    for (const time of times) expect(isWithin(time, 'Asia/Baghdad', { start: toLocalTime('22:00'), end: toLocalTime('02:00') })).toBe(true);
  });

  it('keep off weekends, blackouts and outages', () => {
    const { times } = propose([baghdad, baghdad], {
      blackouts: [{ from: toLocalDate('2026-12-07'), to: toLocalDate('2026-12-09'), label: 'Feast' }],
      outages: [{ days: ['thu', 'sun', 'mon'], start: toLocalTime('08:00'), end: toLocalTime('15:00'), warning: 'No power' }],
    });
    expect(times.map((time) => localDateOf(time, 'Asia/Baghdad'))).toEqual(['2026-12-10', '2026-12-13', '2026-12-14']);
    for (const time of times) expect(localTimeOf(time, 'Asia/Baghdad') >= '15:00').toBe(true);
  });

  it('come before the round ends, also if that leaves one day', () => {
    const until = toInstant(Date.parse('2026-12-08T09:00:00+03:00'));
    const { times } = proposeTimes([baghdad, baghdad], { from, until, seed: 3, calendar: settings() });
    expect(times).toHaveLength(3);
    for (const time of times) expect(after(time, CHAT_LENGTH)).toBeLessThanOrEqual(until);
  });

  it('hold for any two people anywhere', () => {
    const zone = fc.constantFrom('Asia/Baghdad', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'Africa/Cairo');
    const hour = fc
      .integer({ min: 0, max: 47 })
      .map((half) => toLocalTime(`${String(half >> 1).padStart(2, '0')}:${half % 2 ? '30' : '00'}`));
    const diary = fc.record({ zone, hours: fc.record({ start: hour, end: hour }) }).filter(({ hours }) => hours.start !== hours.end);
    const start = fc.integer({ min: 0, max: 730 }).map((days) => after(from, days * DAY));
    fc.assert(
      fc.property(fc.array(diary, { minLength: 2, maxLength: 3 }), start, fc.nat(50), (diaries, now, seed) => {
        const { times, withinHours } = propose(diaries, {}, seed, now);
        expect(new Set(times).size).toBe(times.length);
        for (const time of times) {
          expect(time).toBeGreaterThan(now);
          expect(['sun', 'mon', 'tue', 'wed', 'thu']).toContain(weekdayOf(localDateOf(time, 'Asia/Baghdad')));
          if (withinHours) for (const { zone: own, hours } of diaries) expect(isWithin(time, own, hours)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
