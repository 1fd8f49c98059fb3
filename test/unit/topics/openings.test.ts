import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDateOf, localTimeOf, weekdayOf } from '../../../src/calendar/wall-clock.js';
import { isWorkingDay } from '../../../src/calendar/working-days.js';
import { baseSettingsSchema } from '../../../src/core/settings.js';
import { toInstant, toLocalDate, toLocalTime, WEEKDAYS } from '../../../src/core/time.js';
import { addMonths, toMonth } from '../../../src/features/topics/rules/month.js';
import { DEFAULT_OPENING_DAYS, openingsOf } from '../../../src/features/topics/rules/openings.js';

const NOVEMBER = toMonth('2026-11');
const off = (from: string, to: string) => ({ from: toLocalDate(from), to: toLocalDate(to), label: 'Feast' });
const calendar = (rest: Record<string, unknown> = {}) => baseSettingsSchema.parse(rest);
const at = (iso: string) => toInstant(Date.parse(iso));
const datesOf = (blackouts: readonly ReturnType<typeof off>[], others = [] as readonly ReturnType<typeof at>[]) =>
  openingsOf(NOVEMBER, DEFAULT_OPENING_DAYS, calendar({ blackouts }), others).map(({ date }) => date);

describe('the openings of a month', () => {
  it('are on the first and the third Sunday at ten', () => {
    expect(openingsOf(NOVEMBER, DEFAULT_OPENING_DAYS, calendar())).toEqual([
      {
        month: '2026-11',
        slot: 1,
        planned: '2026-11-01',
        date: '2026-11-01',
        at: at('2026-11-01T10:00+03:00'),
        onDayOff: false,
        outages: [],
      },
      {
        month: '2026-11',
        slot: 2,
        planned: '2026-11-15',
        date: '2026-11-15',
        at: at('2026-11-15T10:00+03:00'),
        onDayOff: false,
        outages: [],
      },
    ]);
  });

  it('move from days off to the next working day', () => {
    expect(datesOf([off('2026-11-15', '2026-11-18')])).toEqual(['2026-11-01', '2026-11-19']);
    expect(datesOf([off('2026-11-15', '2026-11-19')])).toEqual(['2026-11-01', '2026-11-22']);
    const fridays = [{ which: 5, weekday: 'fri', time: toLocalTime('18:30') }] as const;
    expect(openingsOf(NOVEMBER, fridays, calendar())).toMatchObject([{ planned: '2026-11-27', date: '2026-11-29', month: '2026-11' }]);
  });

  it('of a month without a working day follow it one by one, and count for it', () => {
    const openings = openingsOf(NOVEMBER, DEFAULT_OPENING_DAYS, calendar({ blackouts: [off('2026-10-30', '2026-12-02')] }));
    expect(openings).toMatchObject([
      { month: '2026-11', slot: 1, date: '2026-12-03', onDayOff: false },
      { month: '2026-11', slot: 2, date: '2026-12-06', onDayOff: false },
    ]);
  });

  it('leave the moments of other topics alone', () => {
    expect(datesOf([], [at('2026-11-15T10:00+03:00')])).toEqual(['2026-11-01', '2026-11-16']);
    expect(datesOf([], [at('2026-11-15T12:00+03:00')])).toEqual(['2026-11-01', '2026-11-15']);
  });

  it('are not lost where no day of a year is a working day', () => {
    const openings = openingsOf(NOVEMBER, DEFAULT_OPENING_DAYS, calendar({ blackouts: [off('2026-01-01', '2028-12-31')] }));
    expect(openings).toMatchObject([
      { date: '2026-11-01', onDayOff: true },
      { date: '2026-11-15', onDayOff: true },
    ]);
  });

  it('bring up the warnings of outage windows', () => {
    const outages = [
      { days: ['mon'], start: '08:00', end: '11:00', warning: 'No power on Mondays' },
      { days: ['sun', 'mon'], start: '09:00', end: '10:30', warning: 'No network' },
      { days: ['sun', 'mon'], start: '10:00', end: '10:01', warning: 'No network' },
    ];
    const openings = openingsOf(NOVEMBER, DEFAULT_OPENING_DAYS, calendar({ outages, blackouts: [off('2026-11-15', '2026-11-15')] }));
    expect(openings.map((opening) => opening.outages)).toEqual([['No network'], ['No power on Mondays', 'No network']]);
  });

  it('are all there, at their hours, on the first working days that are free', () => {
    const pattern = fc.array(
      fc.record({
        which: fc.integer({ min: 1, max: 5 }),
        weekday: fc.constantFrom(...WEEKDAYS),
        time: fc.constantFrom(toLocalTime('10:00'), toLocalTime('16:30')),
      }),
      { minLength: 1, maxLength: 4 },
    );
    const blackouts = fc.array(
      fc.tuple(fc.integer({ min: -5, max: 45 }), fc.integer({ min: 0, max: 40 })).map(([start, days]) => ({ start, days })),
      { maxLength: 4 },
    );
    const months = fc.integer({ min: 0, max: 40 }).map((index) => addMonths(NOVEMBER, index));
    const workingWeek = fc.subarray([...WEEKDAYS], { minLength: 1 });
    fc.assert(
      fc.property(
        pattern,
        blackouts,
        months,
        workingWeek,
        fc.constantFrom('Asia/Baghdad', 'Europe/Berlin'),
        (days, spans, month, week, zone) => {
          const feasts = spans.map((span) => {
            const from = addDays(toLocalDate(`${month}-01`), span.start);
            return off(from, addDays(from, span.days));
          });
          const settings = calendar({ blackouts: feasts, workingWeek: week, timezone: zone });
          const openings = openingsOf(month, days, settings);
          expect(openings.map(({ slot }) => slot)).toEqual(days.map((_, index) => index + 1));
          expect(new Set(openings.map((opening) => opening.at)).size).toBe(days.length);
          for (const opening of openings) {
            expect(opening.planned.slice(0, 7)).toBe(month);
            expect(opening.month).toBe(month);
            expect(localDateOf(opening.at, zone)).toBe(opening.date);
            const time = localTimeOf(opening.at, zone);
            expect(days.some((day) => day.weekday === weekdayOf(opening.planned) && day.time === time)).toBe(true);
            expect(opening.onDayOff).toBe(false);
            expect(isWorkingDay(opening.date, settings)).toBe(true);
            for (let day = opening.planned; day < opening.date; day = addDays(day, 1)) {
              const used = openings.some((other) => other !== opening && other.date === day && localTimeOf(other.at, zone) === time);
              expect(used || !isWorkingDay(day, settings)).toBe(true);
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
