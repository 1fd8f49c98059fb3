import { describe, expect, it } from 'vitest';
import { nextOccurrence } from '../../../src/calendar/cadence.js';
import { endOfQuiet, isQuiet } from '../../../src/calendar/hours.js';
import { addDays, instantOf, localDateOf, localTimeOf } from '../../../src/calendar/wall-clock.js';
import { nextWorkingDay, outagesAt } from '../../../src/calendar/working-days.js';
import { defaultSettings } from '../../../src/core/settings.js';
import { isLocalDate, toInstant, toLocalDate, toLocalTime } from '../../../src/core/time.js';

const at = (iso: string) => toInstant(Date.parse(iso));
const night = { start: toLocalTime('21:00'), end: toLocalTime('08:00') };

describe('wall clock', () => {
  it('finds the moment of an hour in Baghdad', () => {
    expect(instantOf(toLocalDate('2026-12-06'), toLocalTime('10:00'), 'Asia/Baghdad')).toBe(at('2026-12-06T07:00:00Z'));
  });

  it('takes the first of an hour shown twice', () => {
    expect(instantOf(toLocalDate('2026-10-25'), toLocalTime('02:30'), 'Europe/Berlin')).toBe(at('2026-10-25T00:30:00Z'));
    expect(instantOf(toLocalDate('2026-11-01'), toLocalTime('01:30'), 'America/New_York')).toBe(at('2026-11-01T05:30:00Z'));
  });

  it('goes on after an hour that is skipped', () => {
    expect(instantOf(toLocalDate('2026-03-29'), toLocalTime('02:30'), 'Europe/Berlin')).toBe(at('2026-03-29T01:30:00Z'));
    expect(localTimeOf(instantOf(toLocalDate('2026-03-08'), toLocalTime('02:30'), 'America/New_York'), 'America/New_York')).toBe('03:30');
  });

  it('knows the local day and days that do not exist', () => {
    expect(localDateOf(at('2026-12-05T22:00:00Z'), 'Asia/Baghdad')).toBe('2026-12-06');
    expect(addDays(toLocalDate('2028-02-28'), 1)).toBe('2028-02-29');
    expect([isLocalDate('2026-02-29'), isLocalDate('2026-2-9'), isLocalDate('2028-02-29')]).toEqual([false, false, true]);
  });
});

describe('cadence', () => {
  it('finds the first Sunday of a month, also when it is past', () => {
    const monthly = { every: 'month', weekday: 'sun', which: 1 } as const;
    expect(nextOccurrence(toLocalDate('2026-11-01'), monthly)).toBe('2026-11-01');
    expect(nextOccurrence(toLocalDate('2026-11-02'), monthly)).toBe('2026-12-06');
    expect(nextOccurrence(toLocalDate('2026-12-31'), monthly)).toBe('2027-01-03');
  });

  it('finds the last weekday of a short and a long month', () => {
    const last = { every: 'month', weekday: 'thu', which: 5 } as const;
    expect(nextOccurrence(toLocalDate('2026-02-01'), last)).toBe('2026-02-26');
    expect(nextOccurrence(toLocalDate('2026-04-01'), last)).toBe('2026-04-30');
  });

  it('keeps the rhythm of two weeks whatever day it is asked on', () => {
    const every = { every: 'two-weeks', weekday: 'sun' } as const;
    const first = nextOccurrence(toLocalDate('2026-11-22'), every) ?? toLocalDate('');
    expect(nextOccurrence(addDays(first, 1), every)).toBe(addDays(first, 14));
    expect(nextOccurrence(addDays(first, -13), every)).toBe(first);
  });
});

describe('hours', () => {
  it('quiet hours pass midnight and end on the reader’s clock', () => {
    expect(isQuiet(at('2026-11-22T18:30:00Z'), 'Asia/Baghdad', night)).toBe(true);
    expect(isQuiet(at('2026-11-22T05:00:00Z'), 'Asia/Baghdad', night)).toBe(false);
    expect(endOfQuiet(at('2026-11-22T18:30:00Z'), 'Asia/Baghdad', night)).toBe(at('2026-11-23T05:00:00Z'));
    expect(endOfQuiet(at('2026-11-22T01:30:00Z'), 'Asia/Baghdad', night)).toBe(at('2026-11-22T05:00:00Z'));
  });

  it('moves off the weekend and blackout dates, and names outages', () => {
    const settings = {
      ...defaultSettings,
      blackouts: [{ from: toLocalDate('2026-11-22'), to: toLocalDate('2026-11-24'), label: 'Feast' }],
    };
    expect(nextWorkingDay(toLocalDate('2026-11-20'), settings)).toBe('2026-11-25');
    const outages = [{ days: ['sun' as const], start: toLocalTime('22:00'), end: toLocalTime('02:00'), warning: 'no power' }];
    expect(outagesAt(toLocalDate('2026-11-22'), toLocalTime('23:00'), { outages })).toHaveLength(1);
    expect(outagesAt(toLocalDate('2026-11-23'), toLocalTime('01:00'), { outages })).toHaveLength(1);
    expect(outagesAt(toLocalDate('2026-11-22'), toLocalTime('01:00'), { outages })).toHaveLength(0);
    // With dates it is there on those days only, also after midnight.
    const dates = [{ from: toLocalDate('2026-11-29'), to: toLocalDate('2026-12-05') }];
    const exam = outages.map((outage) => ({ ...outage, dates }));
    const on = (date: string, time: string) => outagesAt(toLocalDate(date), toLocalTime(time), { outages: exam }).length;
    expect([on('2026-11-22', '23:00'), on('2026-11-29', '23:00'), on('2026-11-30', '01:00'), on('2026-12-01', '23:00')]).toEqual([
      0, 1, 1, 0,
    ]);
    expect([on('2026-11-23', '01:00'), on('2026-12-06', '23:00')]).toEqual([0, 0]);
  });
});
