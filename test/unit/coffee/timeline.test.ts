import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDateOf, localTimeOf, weekdayOf } from '../../../src/calendar/wall-clock.js';
import { blackoutOn } from '../../../src/calendar/working-days.js';
import type { Cadence } from '../../../src/core/cadence.js';
import { baseSettingsSchema } from '../../../src/core/settings.js';
import { after, between, DAY, HOUR, toInstant, toLocalDate, toLocalTime, WEEKDAYS } from '../../../src/core/time.js';
import {
  afterDelay,
  MOMENTS,
  nextMatchingDate,
  offBlackout,
  offNewBlackouts,
  outageWarnings,
  type Timeline,
  timelineFromNow,
  timelineOf,
} from '../../../src/features/coffee/rules/timeline.js';
import { type SettingsWithCoffee, withCoffeeSection } from '../../../src/features/coffee/settings.js';

const at = (iso: string) => toInstant(Date.parse(iso));
const calendar = (coffee: Record<string, unknown> = {}, rest: Record<string, unknown> = {}): SettingsWithCoffee =>
  withCoffeeSection({ ...baseSettingsSchema.parse(rest), coffee });
const dates = (timeline: Timeline, zone = 'Asia/Baghdad') =>
  Object.fromEntries(MOMENTS.map((moment) => [moment, `${localDateOf(timeline[moment], zone)} ${localTimeOf(timeline[moment], zone)}`]));

describe('the moments of a round', () => {
  it('spread over a month, on working days', () => {
    expect(dates(timelineOf(toLocalDate('2026-12-06'), calendar()))).toEqual({
      invitationAt: '2026-12-03 10:00',
      matchingAt: '2026-12-06 10:00',
      nudgeAt: '2026-12-20 10:00',
      checkInAt: '2026-12-24 10:00',
      closingAt: '2026-12-31 09:00',
    });
  });

  it('fit into a week', () => {
    expect(dates(timelineOf(toLocalDate('2026-12-06'), calendar({ cadence: { every: 'week', weekday: 'sun' } })))).toEqual({
      invitationAt: '2026-12-03 10:00',
      matchingAt: '2026-12-06 10:00',
      nudgeAt: '2026-12-08 10:00',
      checkInAt: '2026-12-09 10:00',
      closingAt: '2026-12-10 09:00',
    });
  });

  it('keep to the wall clock when the clocks change', () => {
    const settings = calendar({ time: '10:00' }, { timezone: 'Europe/Berlin' });
    const timeline = timelineOf(toLocalDate('2026-10-04'), settings);
    expect(dates(timeline, 'Europe/Berlin')).toMatchObject({
      matchingAt: '2026-10-04 10:00',
      checkInAt: '2026-10-22 10:00',
      closingAt: '2026-10-29 09:00',
    });
    expect(timeline.matchingAt).toBe(at('2026-10-04T08:00:00Z'));
    expect(timeline.closingAt).toBe(at('2026-10-29T08:00:00Z'));
  });

  it('send the invitation out before a feast that would push it past the matching', () => {
    const blackouts = [{ from: toLocalDate('2026-12-02'), to: toLocalDate('2026-12-05'), label: 'Feast' }];
    expect(dates(timelineOf(toLocalDate('2026-12-06'), calendar({}, { blackouts })))).toMatchObject({ invitationAt: '2026-12-01 10:00' });
  });

  it('move the invitation to the next working day where it stays before the matching', () => {
    const blackouts = [{ from: toLocalDate('2026-12-03'), to: toLocalDate('2026-12-03'), label: 'Mourning' }];
    const settings = calendar(
      { invitationDays: 7 },
      { blackouts: [{ from: toLocalDate('2026-11-29'), to: toLocalDate('2026-11-29'), label: 'Mourning' }] },
    );
    expect(dates(timelineOf(toLocalDate('2026-12-06'), settings))).toMatchObject({ invitationAt: '2026-11-30 10:00' });
    expect(dates(timelineOf(toLocalDate('2026-12-06'), calendar({}, { blackouts })))).toMatchObject({ invitationAt: '2026-12-02 10:00' });
  });

  it('never go out more than half a period ahead, whatever was set', () => {
    const weekly = calendar({ cadence: { every: 'week', weekday: 'sun' }, invitationDays: 14 });
    expect(dates(timelineOf(toLocalDate('2026-12-06'), weekly))).toMatchObject({ invitationAt: '2026-12-03 10:00' });
  });

  it('begin at once when an organiser starts a round', () => {
    const now = at('2026-11-24T15:20:00+03:00');
    expect(dates(timelineFromNow(now, calendar({ cadence: { every: 'manual' } })))).toMatchObject({
      invitationAt: '2026-11-24 15:20',
      matchingAt: '2026-11-27 10:00',
      closingAt: '2026-12-22 09:00',
    });
  });

  it('come in their order, with time for each, for any rhythm and any feasts', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((days) => localDateOf(after(at('2026-11-01T12:00:00Z'), days * DAY), 'UTC'));
    const blackout = fc
      .tuple(day, fc.integer({ min: 0, max: 12 }))
      .map(([from, days]) => ({ from, to: localDateOf(after(at(`${from}T12:00:00Z`), days * DAY), 'UTC'), label: 'x' }));
    const cadence = fc.oneof(
      fc.record({ every: fc.constantFrom('week' as const, 'two-weeks' as const), weekday: fc.constantFrom(...WEEKDAYS) }),
      fc.record({ every: fc.constant('month' as const), weekday: fc.constantFrom(...WEEKDAYS), which: fc.integer({ min: 1, max: 5 }) }),
    ) as fc.Arbitrary<Cadence>;
    fc.assert(
      fc.property(
        day,
        cadence,
        fc.array(blackout, { maxLength: 5 }),
        fc.integer({ min: 1, max: 14 }),
        (today, every, blackouts, invitationDays) => {
          const settings = calendar({ cadence: every, invitationDays }, { blackouts, timezone: 'Europe/Berlin' });
          const now = at(`${today}T07:00:00Z`);
          const matching = nextMatchingDate(now, undefined, settings);
          if (matching === undefined) throw new Error('there is always a next one');
          const timeline = timelineOf(matching, settings);
          for (const [index, moment] of MOMENTS.entries()) {
            const before = MOMENTS[index - 1];
            if (before) expect(timeline[moment]).toBeGreaterThan(timeline[before]);
          }
          expect(between(now, timeline.matchingAt)).toBeGreaterThanOrEqual(DAY);
          expect(between(timeline.matchingAt, timeline.closingAt)).toBeGreaterThanOrEqual(4 * DAY - 2 * HOUR);
          expect(blackoutOn(matching, settings)).toBeUndefined();
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('the next matching', () => {
  it('is the first occurrence whose invitation is still to come', () => {
    expect(nextMatchingDate(at('2026-12-03T09:00:00+03:00'), undefined, calendar())).toBe('2026-12-06');
    expect(nextMatchingDate(at('2026-12-03T11:00:00+03:00'), undefined, calendar())).toBe('2027-01-03');
  });

  it('is, after a round that closed late, the first that leaves a day for answers', () => {
    const notice = { shortNotice: true };
    expect(nextMatchingDate(at('2026-12-05T09:00:00+03:00'), undefined, calendar(), notice)).toBe('2026-12-06');
    expect(nextMatchingDate(at('2026-12-05T11:00:00+03:00'), undefined, calendar(), notice)).toBe('2027-01-03');
  });

  it('keeps half a period from the last one', () => {
    expect(nextMatchingDate(at('2026-11-27T09:00:00+03:00'), toLocalDate('2026-11-26'), calendar())).toBe('2027-01-03');
    expect(nextMatchingDate(at('2026-11-27T09:00:00+03:00'), toLocalDate('2026-11-15'), calendar())).toBe('2026-12-06');
  });

  it('moves off a blackout to the next working day, past the weekend', () => {
    const settings = calendar({}, { blackouts: [{ from: toLocalDate('2026-12-06'), to: toLocalDate('2026-12-10'), label: 'Feast' }] });
    expect(nextMatchingDate(at('2026-11-22T09:00:00+03:00'), undefined, settings)).toBe('2026-12-13');
    expect(weekdayOf(toLocalDate('2026-12-13'))).toBe('sun');
  });

  it('may be a day off that organisers chose', () => {
    expect(offBlackout(toLocalDate('2026-12-04'), calendar())).toBe('2026-12-04');
  });

  it('is nowhere when rounds are by hand', () => {
    expect(nextMatchingDate(at('2026-11-22T09:00:00+03:00'), undefined, calendar({ cadence: { every: 'manual' } }))).toBeUndefined();
  });
});

describe('a step that ran late', () => {
  const timeline = timelineOf(toLocalDate('2026-12-06'), calendar());

  it('leaves the others alone if it is a matter of hours', () => {
    expect(afterDelay(timeline, 'invitationAt', after(timeline.invitationAt, 11 * HOUR), calendar())).toEqual(timeline);
  });

  it('pushes them by whole days otherwise, on the same hours', () => {
    const moved = afterDelay(timeline, 'invitationAt', after(timeline.invitationAt, 2 * DAY + HOUR), calendar());
    expect(dates(moved)).toEqual({
      invitationAt: '2026-12-03 10:00',
      matchingAt: '2026-12-09 10:00',
      nudgeAt: '2026-12-23 10:00',
      checkInAt: '2026-12-27 10:00',
      closingAt: '2027-01-03 09:00',
    });
  });
});

describe('a blackout added while a round runs', () => {
  const timeline = timelineOf(toLocalDate('2026-12-06'), calendar());

  it('moves what is still to come, and nothing that has been', () => {
    const settings = calendar({}, { blackouts: [{ from: toLocalDate('2026-12-05'), to: toLocalDate('2026-12-09'), label: 'Mourning' }] });
    expect(dates(offNewBlackouts(timeline, at('2026-12-04T00:00:00Z'), settings))).toMatchObject({
      invitationAt: '2026-12-03 10:00',
      matchingAt: '2026-12-10 10:00',
      nudgeAt: '2026-12-20 10:00',
    });
  });

  it('keeps the order of the moments', () => {
    const settings = calendar({}, { blackouts: [{ from: toLocalDate('2026-12-19'), to: toLocalDate('2027-01-08'), label: 'Feast' }] });
    const moved = offNewBlackouts(timeline, at('2026-12-10T00:00:00Z'), settings);
    expect(moved.nudgeAt).toBeLessThanOrEqual(moved.checkInAt);
    expect(moved.checkInAt).toBeLessThanOrEqual(moved.closingAt);
    expect(dates(moved)).toMatchObject({ matchingAt: '2026-12-06 10:00', closingAt: '2027-01-10 10:00' });
  });

  it('changes nothing where nothing was added', () => {
    expect(offNewBlackouts(timeline, at('2026-12-04T00:00:00Z'), calendar())).toEqual(timeline);
  });
});

it('warns of outage windows that the invitation or the matching falls into', () => {
  const outages = [{ days: ['sun'], start: toLocalTime('09:00'), end: toLocalTime('11:00'), warning: 'No power on Sunday mornings' }];
  const settings = calendar({}, { outages });
  expect(outageWarnings(timelineOf(toLocalDate('2026-12-06'), settings), settings)).toEqual(['No power on Sunday mornings']);
  expect(outageWarnings(timelineOf(toLocalDate('2026-12-07'), settings), settings)).toEqual([]);
});
