import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MemberId, type OrganisationId, toId } from '../../../src/core/ids.js';
import { after, DAY, HOUR, MINUTE, toInstant, toLocalDate } from '../../../src/core/time.js';
import { spanText } from '../../../src/features/topics/reporting/cards/labels.js';
import { toMonth } from '../../../src/features/topics/rules/month.js';
import { type CountedTopic, median, type ReportInput, report } from '../../../src/features/topics/rules/report.js';

const NOW = toInstant(Date.parse('2026-06-10T10:00:00Z'));

const topic = (month: string, more: Partial<CountedTopic> = {}): CountedTopic => ({
  month: toMonth(month),
  state: 'closed',
  sector: 'protection',
  opensAt: NOW,
  openedAt: after(NOW, -DAY),
  contributions: 3,
  firstReplyAt: after(NOW, -DAY + HOUR),
  closedAt: after(NOW, -6 * DAY),
  summaryAt: NOW,
  ...more,
});
const planned = (month: string, opensAt = after(NOW, DAY)) =>
  topic(month, { state: 'planned', opensAt, openedAt: null, contributions: 0, firstReplyAt: null, closedAt: null, summaryAt: null });

function input(topics: readonly CountedTopic[], more: Partial<ReportInput<CountedTopic>> = {}): ReportInput<CountedTopic> {
  return {
    year: 2026,
    now: NOW,
    today: toLocalDate('2026-06-10'),
    summaryDays: 5,
    quota: 2,
    quotas: new Map(),
    since: toMonth('2026-03'),
    topics,
    authors: [],
    recommendations: [],
    members: 100,
    sectors: ['protection', 'recovery'],
    types: ['local', 'national', 'international'],
    typeOf: new Map(),
    ...more,
  };
}

describe('a report of a year', () => {
  it('counts from the month of the first topic, and of the running month what is due', () => {
    const april = [topic('2026-04'), topic('2026-04'), topic('2026-04')];
    const figures = report(
      input([
        topic('2026-03'),
        topic('2026-03'),
        ...april,
        topic('2026-05'),
        topic('2026-06', { state: 'open' }),
        planned('2026-06'),
        planned('2026-08'),
      ]),
    );
    expect(figures).toMatchObject({ held: 6, due: 7, more: 1, over: false });
    expect(figures.months.map(({ quota }) => quota)).toEqual([null, null, 2, 2, 2, 2, null, 2, null, null, null, null]);
    expect(figures.months[5]).toEqual({ month: '2026-06', held: 1, coming: 1, quota: 2 });
    // The bot was off at its hour.
    expect(report(input([planned('2026-06', after(NOW, -HOUR))]))).toMatchObject({ held: 0, due: 7, more: 0 });
  });

  it('asks of each month what it was planned for, and of those without a plan what the settings say', () => {
    const quotas = new Map([[toMonth('2026-04'), 1]]);
    const figures = report(input([topic('2026-03'), topic('2026-03'), topic('2026-04'), topic('2026-05')], { quotas }));
    expect(figures.months.slice(2, 6).map(({ quota }) => quota)).toEqual([2, 1, 2, 2]);
    expect(figures).toMatchObject({ held: 4, due: 5, more: 0 });
  });

  it('gives away no group of one to four people, also by what is shown beside it', () => {
    const person = fc.record({
      organisation: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null }),
      weight: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 60 }), fc.integer({ min: 0, max: 60 }), (people, silent) => {
        const types = ['local', 'national', 'international'];
        const typeOf = new Map(
          Array.from({ length: 12 }, (_, index) => [toId<OrganisationId>(index + 1), types[index % 3 > 1 ? 2 : index % 2] ?? '']),
        );
        const authors = people.map(({ organisation }, index) => ({
          member: toId<MemberId>(index + 1),
          organisation: organisation === null ? null : toId<OrganisationId>(organisation),
          lastAt: NOW,
        }));
        const figures = report(
          input([topic('2026-04', { contributions: people.length })], { authors, members: people.length + silent, types, typeOf }),
        );
        expect(figures.contributions === null).toBe(people.length > 0 && people.length < 5);
        const { people: shown, members } = figures;
        if (shown.type !== 'shown') return;
        // Those who did not write, from the two totals.
        expect([1, 2, 3, 4]).not.toContain(members - shown.people);
        expect([1, 2, 3, 4]).not.toContain(shown.people);
        const known = shown.groups.flatMap((group) => group.people ?? []);
        expect(known.filter((count) => count > 0 && count < 5)).toEqual([]);
        // What the hidden groups could be, if all that is known is their sum: none may be small for certain.
        const hidden = shown.groups.length - known.length;
        const rest = shown.people - known.reduce((sum, count) => sum + count, 0);
        if (hidden > 0) expect([hidden > 1, rest >= 5]).toEqual([true, true]);
      }),
      { numRuns: 300 },
    );
  });

  it('is of 24 topics for a whole year, whatever was held in other months', () => {
    const all = Array.from({ length: 24 }, (_, index) => topic(`2026-${String(Math.floor(index / 2) + 1).padStart(2, '0')}`));
    const over = { since: toMonth('2025-02'), today: toLocalDate('2027-01-04') };
    expect(report(input(all, over))).toMatchObject({ held: 24, due: 24, more: 0, over: true });
    expect(report(input([...all.slice(1), topic('2026-12')], over))).toMatchObject({ held: 23, due: 24, more: 1 });
    expect(report(input([topic('2026-01', { state: 'skipped' })], over))).toMatchObject({ held: 0, due: 24 });
  });

  it('never says that more were held than due, and counts each held topic once', () => {
    const anyTopic = fc
      .record({ month: fc.integer({ min: 1, max: 12 }), held: fc.boolean(), late: fc.boolean() })
      .map(({ month, held, late }) => {
        const name = `2026-${String(month).padStart(2, '0')}`;
        return held ? topic(name) : planned(name, after(NOW, late ? -HOUR : HOUR));
      });
    fc.assert(
      fc.property(fc.array(anyTopic, { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), (topics, quota) => {
        const figures = report(input(topics, { quota, since: toMonth('2025-11') }));
        const held = topics.filter(({ openedAt }) => openedAt !== null).length;
        expect(figures.held + figures.more).toBe(held);
        expect(figures.held).toBeLessThanOrEqual(figures.due);
        expect(figures.due).toBeLessThanOrEqual(6 * quota + topics.length);
        expect(figures.sectors.reduce((sum, sector) => sum + sector.held, 0)).toBe(held);
        for (const sector of figures.sectors) expect(sector.quarters.reduce((sum, count) => sum + count, 0)).toBe(sector.held);
      }),
    );
  });

  it('counts sectors by quarter, former ones and topics of none too', () => {
    const topics = [topic('2026-03'), topic('2026-04'), topic('2026-12', { sector: null }), topic('2026-01', { sector: 'water' })];
    expect(report(input(topics)).sectors).toEqual([
      { sector: 'protection', quarters: [1, 1, 0, 0], held: 2 },
      { sector: 'recovery', quarters: [0, 0, 0, 0], held: 0 },
      { sector: 'water', quarters: [1, 0, 0, 0], held: 1 },
      { sector: null, quarters: [0, 0, 0, 1], held: 1 },
    ]);
  });

  it('counts everybody once, for the organisation that they wrote for last', () => {
    const author = (member: number, organisation: number | null, days: number) => ({
      member: toId<never>(member),
      organisation: organisation === null ? null : toId<never>(organisation),
      lastAt: after(NOW, -days * DAY),
    });
    const authors = [
      ...Array.from({ length: 6 }, (_, index) => author(index + 1, 1 + (index % 2), 3)),
      ...Array.from({ length: 5 }, (_, index) => author(index + 10, 3, 3)),
      author(1, 3, 1),
      author(2, 4, 9),
    ];
    const typeOf = new Map([
      [toId<never>(1), 'local'],
      [toId<never>(2), 'local'],
      [toId<never>(3), 'national'],
      [toId<never>(4), 'international'],
    ]);
    expect(report(input([], { authors, typeOf }))).toMatchObject({
      share: 11,
      people: {
        type: 'shown',
        people: 11,
        organisations: 3,
        groups: [
          { people: 5, organisations: 2 },
          { people: 6, organisations: 1 },
          { people: 0, organisations: 0 },
          { people: 0, organisations: 0 },
        ],
      },
    });
  });

  it('tells which summaries are missing, how fast replies come, and what became of recommendations', () => {
    const replied = (hours: number) => topic('2026-04', { firstReplyAt: after(NOW, -DAY + hours * HOUR) });
    const missing = topic('2026-05', { summaryAt: null, firstReplyAt: null, contributions: 0 });
    const young = topic('2026-05', { closedAt: after(NOW, -5 * DAY), summaryAt: null });
    const open = topic('2026-06', { state: 'open', closedAt: null, summaryAt: null, firstReplyAt: null });
    const on = (day: string) => toLocalDate(day);
    const figures = report(
      input([replied(1), replied(2), replied(7), missing, young, open], {
        recommendations: [
          { outcome: 'done', reviewOn: on('2026-05-01') },
          { outcome: null, reviewOn: on('2026-06-09') },
          { outcome: null, reviewOn: on('2026-06-10') },
          { outcome: null, reviewOn: null },
        ],
      }),
    );
    expect(figures).toMatchObject({ unanswered: 2, summaries: 3, expected: 1, missing: [missing], contributions: 15 });
    expect(figures.firstReply).toBe(1.5 * HOUR);
    expect(figures.recommendations).toEqual({ done: 1, partly: 0, 'not-done': 0, waiting: 2, overdue: 1 });
    expect(report(input([open]))).toMatchObject({ firstReply: null, contributions: null });
  });

  it('takes the middle of what is there', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e9 })), (numbers) => {
        const middle = median(numbers);
        if (middle === null) return numbers.length === 0;
        const below = numbers.filter((number) => number < middle).length;
        const above = numbers.filter((number) => number > middle).length;
        return below <= numbers.length / 2 && above <= numbers.length / 2;
      }),
    );
    expect([median([]), median([4]), median([1, 4]), median([9, 1, 4])]).toEqual([null, 4, 3, 4]);
  });

  it('says spans in their largest unit', () => {
    expect([0, 40 * MINUTE, HOUR, 30 * HOUR, 3 * DAY].map((span) => spanText(span, 'en'))).toEqual([
      'one minute',
      '40 minutes',
      'one hour',
      '30 hours',
      '3 days',
    ]);
  });
});
