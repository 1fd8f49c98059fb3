import { describe, expect, it } from 'vitest';
import { nextOccurrence } from '../../../src/calendar/cadence.js';
import { addDays, instantOf, localDateOf, localTimeOf } from '../../../src/calendar/wall-clock.js';
import { DAY, HOUR, MINUTE, WEEKDAYS } from '../../../src/core/time.js';
import { daysOf, momentOf, type Stretch, stretchesOf } from './zone-oracle.js';

const SCHEDULES = 100_000;
/** Occurrences that are looked at: of most schedules the first few; of every eleventh monthly one and some weekly ones all until the end. */
const FIRINGS = 3;
const isWhole = (every: string, index: number) => index % (every === 'month' ? 11 : 400) === 0;
const [FROM, TO] = [Date.UTC(2024, 0, 1), Date.UTC(2031, 0, 1)];
const MARGIN = 90 * DAY;

/** The same numbers in each run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const isoDay = (moment: number) => new Date(moment).toISOString().slice(0, 10);
const at = (iso: string) => Date.parse(iso);

describe('a recurring thing keeps its hour', () => {
  const zones = Intl.supportedValuesOf('timeZone');

  it(`in every zone, whatever the clocks do: ${SCHEDULES} schedules from 2024 to 2030`, () => {
    const tables = new Map<string, readonly Stretch[]>();
    const tableOf = (zone: string): readonly Stretch[] => {
      const known = tables.get(zone) ?? stretchesOf(zone, FROM - MARGIN, TO + MARGIN);
      tables.set(zone, known);
      return known;
    };
    const random = numbers(20_261_125);
    const below = (limit: number) => Math.floor(random() * limit);
    const seen = { skipped: 0, twice: 0, changed: 0, whole: 0 };

    for (let index = 0; index < SCHEDULES; index += 1) {
      const zone = zones[index % zones.length] ?? 'UTC';
      const stretches = tableOf(zone);
      const weekday = below(7);
      const every = (['week', 'two-weeks', 'month'] as const)[below(3)] ?? 'week';
      const which = 1 + below(5);
      // Half of them begin shortly before a change of the clock and name an hour near it.
      const change = stretches.length > 1 && random() < 0.5 ? stretches[1 + below(stretches.length - 1)] : undefined;
      const whole = isWhole(every, index);
      if (whole) seen.whole += 1;
      const start = whole
        ? FROM
        : Math.min(TO - 200 * DAY, Math.max(FROM, change ? change.from - below(40) * DAY : FROM + below((TO - FROM) / DAY) * DAY));
      const hour = change ? (change.from + change.offset - 3 * HOUR + below(6 * 12) * 5 * MINUTE) % DAY : below(24 * 12) * 5 * MINUTE;
      const time = new Date(hour).toISOString().slice(11, 16);

      const day = WEEKDAYS[weekday] ?? 'sun';
      const cadence = every === 'month' ? ({ every, weekday: day, which } as const) : ({ every, weekday: day } as const);
      let from = isoDay(start);
      let before = Number.NEGATIVE_INFINITY;
      const expected = daysOf({ every, weekday, which }, Date.parse(from));
      for (let firing = 0; whole ? before < TO - 7 * DAY : firing < FIRINGS; firing += 1) {
        const date = nextOccurrence(from, cadence) ?? '';
        const moment = instantOf(date, time, zone);
        const wanted = Number(expected.next().value);
        const oracle = momentOf(wanted + hour, stretches);
        if (moment !== oracle || date !== isoDay(wanted) || moment <= before)
          throw new Error(
            `${zone} ${JSON.stringify(cadence)} ${time} from ${from}: ${date} ${isoDay(moment)} instead of ${new Date(oracle).toISOString()}`,
          );
        if (localTimeOfFast(moment, stretches) !== hour) seen.skipped += 1;
        else if (momentAgain(wanted + hour, moment, stretches)) seen.twice += 1;
        if (before > 0 && (moment - before) % DAY !== 0) seen.changed += 1;
        before = moment;
        from = addDays(date, 1);
      }
    }
    // It was no test if none of these had come up.
    expect(Math.min(seen.skipped, seen.twice)).toBeGreaterThan(50);
    expect(seen.changed).toBeGreaterThan(10_000);
    expect(seen.whole).toBeGreaterThan(3_000);
  }, 120_000);

  it('through what some zones did or do', () => {
    // A whole day was skipped: Friday 30 December 2011.
    expect(instantOf('2011-12-30', '10:00', 'Pacific/Apia')).toBe(at('2011-12-30T20:00:00Z'));
    expect(localDateOf(instantOf('2011-12-30', '10:00', 'Pacific/Apia'), 'Pacific/Apia')).toBe('2011-12-31');
    expect(instantOf('2011-12-29', '10:00', 'Pacific/Apia')).toBe(at('2011-12-29T20:00:00Z'));
    // Ramadan: Morocco sets its clocks back for it, Gaza interrupts its summer.
    expect(instantOf('2026-02-14', '10:00', 'Africa/Casablanca')).toBe(at('2026-02-14T09:00:00Z'));
    expect(instantOf('2026-02-16', '10:00', 'Africa/Casablanca')).toBe(at('2026-02-16T10:00:00Z'));
    expect(instantOf('2026-03-23', '10:00', 'Africa/Casablanca')).toBe(at('2026-03-23T09:00:00Z'));
    expect(instantOf('2024-04-19', '10:00', 'Asia/Gaza')).toBe(at('2024-04-19T08:00:00Z'));
    expect(instantOf('2024-04-21', '10:00', 'Asia/Gaza')).toBe(at('2024-04-21T07:00:00Z'));
    // Half an hour of summer, quarters of an hour.
    expect(instantOf('2026-10-04', '02:15', 'Australia/Lord_Howe')).toBe(at('2026-10-03T15:45:00Z'));
    expect(localTimeOf(instantOf('2026-10-04', '02:15', 'Australia/Lord_Howe'), 'Australia/Lord_Howe')).toBe('02:45');
    expect(instantOf('2026-06-01', '10:00', 'Asia/Kathmandu')).toBe(at('2026-06-01T04:15:00Z'));
    expect(instantOf('2026-06-01', '10:00', 'Pacific/Chatham')).toBe(at('2026-05-31T21:15:00Z'));
    // Midnight is skipped.
    expect(localTimeOf(instantOf('2026-04-24', '00:30', 'Africa/Cairo'), 'Africa/Cairo')).toBe('01:30');
    expect(instantOf('2026-12-06', '10:00', 'Asia/Baghdad')).toBe(at('2026-12-06T07:00:00Z'));
  });
});

/** Milliseconds after midnight that the wall clock shows. */
function localTimeOfFast(moment: number, stretches: readonly Stretch[]): number {
  const { offset } = stretches.findLast(({ from }) => from <= moment) ?? { offset: 0 };
  return (moment + offset) % DAY;
}

/** Whether the wall clock shows the same once more after `moment`. */
function momentAgain(wall: number, moment: number, stretches: readonly Stretch[]): boolean {
  return stretches.some(({ from, offset }, index) => {
    const again = wall - offset;
    return again > moment && again >= from && again < (stretches[index + 1]?.from ?? Number.POSITIVE_INFINITY);
  });
}
