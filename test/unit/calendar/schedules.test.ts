import { describe, expect, it } from 'vitest';
import { nextOccurrence } from '../../../src/calendar/cadence.js';
import { addDays, instantOf, localDateOf, localTimeOf } from '../../../src/calendar/wall-clock.js';
import type { Cadence } from '../../../src/core/cadence.js';
import {
  between,
  DAY,
  DISTANT_PAST,
  HOUR,
  type LocalDate,
  MINUTE,
  toInstant,
  toLocalDate,
  toLocalTime,
  utcDate,
  WEEKDAYS,
} from '../../../src/core/time.js';
import { daysOf, momentOf, type Stretch, stretchesOf } from './zone-oracle.js';

/** `npm run test:schedules` looks at a hundred thousand. */
const SCHEDULES = Number(process.env['SCHEDULES'] ?? 5_000);
const [FROM, TO] = [Date.UTC(2024, 0, 1), Date.UTC(2031, 0, 1)];
const MARGIN = 90 * DAY;
const EVERY = ['week', 'two-weeks', 'month'] as const;

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

const isoDay = (moment: number) => utcDate(moment);
const at = (iso: string) => toInstant(Date.parse(iso));

interface Rhythm {
  readonly cadence: Exclude<Cadence, { readonly every: 'manual' }>;
  /** What the oracle says of it: its days, at midnight, as if in UTC. */
  readonly wanted: readonly number[];
  /** What the program says of it: each the first after the one before. */
  readonly dates: readonly LocalDate[];
}

/** The days of a cadence from the first until the last of the seven years. */
function programDays(cadence: Cadence, from: LocalDate): readonly LocalDate[] {
  const dates: LocalDate[] = [];
  const last = isoDay(TO);
  for (let date = nextOccurrence(from, cadence) ?? last; date < last; date = nextOccurrence(addDays(date, 1), cadence) ?? last)
    dates.push(date);
  return dates;
}

const rhythms: readonly Rhythm[] = EVERY.flatMap((every) =>
  WEEKDAYS.flatMap((day, weekday) =>
    (every === 'month' ? [1, 2, 3, 4, 5] : [1]).map((which) => {
      const cadence = every === 'month' ? ({ every, weekday: day, which } as const) : ({ every, weekday: day } as const);
      const wanted: number[] = [];
      for (const one of daysOf({ every, weekday, which }, FROM)) {
        if (one >= TO) break;
        wanted.push(one);
      }
      return { cadence, wanted, dates: programDays(cadence, isoDay(FROM)) };
    }),
  ),
);

describe('a recurring thing keeps its hour', () => {
  const zones = Intl.supportedValuesOf('timeZone');

  it('falls on the days of its rhythm, each once, from whatever day on one asks', () => {
    for (const { cadence, wanted, dates } of rhythms) {
      const days = wanted.map(isoDay);
      expect(dates).toEqual(days);
      for (let start = FROM; start < TO - 40 * DAY; start += 17 * DAY) {
        const expected = days.find((day) => day >= isoDay(start));
        expect(nextOccurrence(isoDay(start), cadence), `${JSON.stringify(cadence)} from ${isoDay(start)}`).toBe(expected);
      }
    }
  });

  it(`in every zone, whatever the clocks do: each firing of ${SCHEDULES} schedules from 2024 to 2030`, () => {
    const tables = zones.map((zone) => stretchesOf(zone, FROM - MARGIN, TO + MARGIN));
    const random = numbers(20_261_125);
    const below = (limit: number) => Math.floor(random() * limit);
    const seen = { firings: 0, changed: 0, skipped: 0, twice: 0 };

    // One zone after the other, as the program keeps only so much of each in memory.
    for (let index = 0; index < SCHEDULES; index += 1) {
      const place = Math.floor((index * zones.length) / SCHEDULES);
      const [zone = 'UTC', stretches = []] = [zones[place], tables[place]];
      const ofKind = rhythms.filter(({ cadence }) => cadence.every === EVERY[index % EVERY.length]);
      const { cadence, wanted, dates } = ofKind[below(ofKind.length)] as Rhythm;
      // Half of them name an hour near that of a change of the clock.
      const change = stretches.length > 1 && random() < 0.5 ? stretches[1 + below(stretches.length - 1)] : undefined;
      const hour = change ? (change.from + change.offset - 3 * HOUR + below(6 * 12) * 5 * MINUTE) % DAY : below(24 * 12) * 5 * MINUTE;
      const time = toLocalTime(new Date(hour).toISOString().slice(11, 16));
      let before = DISTANT_PAST;
      for (let firing = 0; firing < wanted.length; firing += 1) {
        const moment = instantOf(dates[firing] ?? toLocalDate(''), time, zone);
        const wall = (wanted[firing] ?? 0) + hour;
        const oracle = momentOf(wall, stretches);
        if (moment !== oracle || moment <= before)
          throw new Error(
            `${zone} ${JSON.stringify(cadence)} ${time}: ${new Date(moment).toISOString()} instead of ${new Date(oracle).toISOString()}`,
          );
        if (change !== undefined) {
          if (between(before, moment) % DAY !== 0) seen.changed += 1;
          const oddity = oddityOf(wall, stretches);
          if (oddity !== undefined) seen[oddity] += 1;
        }
        before = moment;
      }
      seen.firings += wanted.length;
    }
    // It was no test if none of these had come up.
    expect(seen.firings / SCHEDULES).toBeGreaterThan(200);
    expect(seen.changed / SCHEDULES).toBeGreaterThan(1);
    expect(Math.min(seen.skipped, seen.twice)).toBeGreaterThan(SCHEDULES / 500);
  }, 300_000);

  it('through what some zones did or do', () => {
    // A whole day was skipped: Friday 30 December 2011.
    expect(instantOf(toLocalDate('2011-12-30'), toLocalTime('10:00'), 'Pacific/Apia')).toBe(at('2011-12-30T20:00:00Z'));
    expect(localDateOf(instantOf(toLocalDate('2011-12-30'), toLocalTime('10:00'), 'Pacific/Apia'), 'Pacific/Apia')).toBe('2011-12-31');
    expect(instantOf(toLocalDate('2011-12-29'), toLocalTime('10:00'), 'Pacific/Apia')).toBe(at('2011-12-29T20:00:00Z'));
    // Ramadan: Morocco sets its clocks back for it, Gaza interrupts its summer.
    expect(instantOf(toLocalDate('2026-02-14'), toLocalTime('10:00'), 'Africa/Casablanca')).toBe(at('2026-02-14T09:00:00Z'));
    expect(instantOf(toLocalDate('2026-02-16'), toLocalTime('10:00'), 'Africa/Casablanca')).toBe(at('2026-02-16T10:00:00Z'));
    expect(instantOf(toLocalDate('2026-03-23'), toLocalTime('10:00'), 'Africa/Casablanca')).toBe(at('2026-03-23T09:00:00Z'));
    expect(instantOf(toLocalDate('2024-04-19'), toLocalTime('10:00'), 'Asia/Gaza')).toBe(at('2024-04-19T08:00:00Z'));
    expect(instantOf(toLocalDate('2024-04-21'), toLocalTime('10:00'), 'Asia/Gaza')).toBe(at('2024-04-21T07:00:00Z'));
    // Half an hour of summer, quarters of an hour.
    expect(instantOf(toLocalDate('2026-10-04'), toLocalTime('02:15'), 'Australia/Lord_Howe')).toBe(at('2026-10-03T15:45:00Z'));
    expect(localTimeOf(instantOf(toLocalDate('2026-10-04'), toLocalTime('02:15'), 'Australia/Lord_Howe'), 'Australia/Lord_Howe')).toBe(
      '02:45',
    );
    expect(instantOf(toLocalDate('2026-06-01'), toLocalTime('10:00'), 'Asia/Kathmandu')).toBe(at('2026-06-01T04:15:00Z'));
    expect(instantOf(toLocalDate('2026-06-01'), toLocalTime('10:00'), 'Pacific/Chatham')).toBe(at('2026-05-31T21:15:00Z'));
    // Midnight is skipped.
    expect(localTimeOf(instantOf(toLocalDate('2026-04-24'), toLocalTime('00:30'), 'Africa/Cairo'), 'Africa/Cairo')).toBe('01:30');
    expect(instantOf(toLocalDate('2026-12-06'), toLocalTime('10:00'), 'Asia/Baghdad')).toBe(at('2026-12-06T07:00:00Z'));
  });
});

/** Whether the clocks skip what they would show, or show it twice. */
function oddityOf(wall: number, stretches: readonly Stretch[]): 'skipped' | 'twice' | undefined {
  for (let index = 1; index < stretches.length; index += 1) {
    const { from, offset } = stretches[index] as Stretch;
    const [before, later] = [from + (stretches[index - 1] as Stretch).offset, from + offset];
    if (wall >= before && wall < later) return 'skipped';
    if (wall >= later && wall < before) return 'twice';
  }
  return undefined;
}
