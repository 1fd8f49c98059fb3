import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { type MemberId, type OrganisationId, toId } from '../../src/core/ids.js';
import { SMALLEST_GROUP, shownPair, shownPeople } from '../../src/core/small-groups.js';
import { after, DAY, toLocalDate } from '../../src/core/time.js';
import { shownGuests } from '../../src/features/events/attendance/rules/guests.js';
import { reportCharts } from '../../src/features/events/reporting/charts.js';
import { donorsSentences, figuresOf, groupsOf } from '../../src/features/events/reporting/figures.js';
import { reportFiles } from '../../src/features/events/reporting/files.js';
import type { EventId } from '../../src/features/events/types.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { periodInput } from '../support/gallery/events-report.js';
import { NOW } from '../support/gallery/people.js';
import { reportAtFirst, type SomebodyThere } from '../support/kept-shares.js';

describe('the report of a period', () => {
  it('says the donor’s sentence', () => {
    const sentences = (today: string) =>
      donorsSentences(reportAtFirst({ ...periodInput, today: toLocalDate(today) }), 'en').map(withoutDirectionControls);
    const shares = '47% local NGOs or networks, 33% national institutions and 20% international agencies.';
    expect(sentences('2027-01-01')).toEqual([
      '5 of 8 webinars, 1 of 4 trainings, 10 of 10 coordination meetings (4 in person and 6 online) and 0 of 4 hosted coffee chats.',
      `500 participants: ${shares}`,
    ]);
    // A year that runs counts people up to its last full quarter, and attendance as long as there is none.
    expect(sentences('2026-12-31')[1]).toBe(`500 participants. Of the 500 who came up to 30 Sept 2026: ${shares}`);
    expect(sentences('2026-03-31')[1]).toBe(`500 participants. Of those at each event: ${shares}`);
  });

  it('of a year that runs shows people and shares up to its last full quarter beside the attendance of all of it', () => {
    const groups = groupsOf(reportAtFirst({ ...periodInput, today: toLocalDate('2026-12-31') }), 'en');
    expect(groups.slice(0, 2).map(({ title, figures }) => [withoutDirectionControls(title), figures[0]?.share])).toEqual([
      ['Participants by type of organisation, up to 30 Sept 2026', 47],
      ['Participants by type of organisation', 47],
    ]);
    const [soFar] = groups;
    expect(soFar?.figures.reduce((sum, { value }) => sum + Number(value), 0)).toBe(500);
  });

  it('counts by hand the same', () => {
    const { kinds, ...report } = reportAtFirst(periodInput);
    expect(kinds.map(({ kind, held, coming, cancelled, planned }) => [kind, held, coming, cancelled, planned])).toEqual([
      ['webinar', 5, 1, 0, 8],
      ['roundtable', 0, 0, 1, null],
      ['training', 1, 0, 0, 4],
      ['coordination-meeting', 10, 0, 0, 10],
      ['hosted-coffee', 0, 0, 0, 4],
    ]);
    expect(report).toMatchObject({
      held: 16,
      cancelled: 1,
      registered: 640,
      selected: 640,
      unique: 500,
      repeated: 531,
      absent: 140,
      noted: 16,
      // 14 and 13 answers are shown in steps of five.
      answers: 20,
      average: 4,
      women: { shown: [28, 24], events: 4 },
      actions: { open: 2, overdue: 1 },
    });
  });

  it('adds up women and men of those events alone that show both, so that nothing follows by subtraction', () => {
    const [event] = periodInput.events;
    if (!event) throw new Error('there are events');
    const women = (...pairs: readonly (readonly [number | null, number | null])[]) =>
      reportAtFirst({
        ...periodInput,
        events: pairs.map(([women, men], index) => ({ ...event, id: toId<EventId>(index + 1), counted: [{ women, men }] })),
      }).women;
    expect(women([10, 8], [3, 9], [0, 6], [null, null])).toEqual({ shown: [10, 14], events: 2 });
    expect(women([3, 9], [6, 1])).toEqual({ shown: null, events: 2 });
    expect(women([null, null])).toBeUndefined();
  });

  it('counts a person once who was at several events, by where they registered last, and guests once for each', () => {
    const [webinar, other] = periodInput.events;
    if (!webinar || !other) throw new Error('there are events');
    const one = (id: number, given: Partial<SomebodyThere>): SomebodyThere => ({
      id,
      event: webinar.id,
      member: null,
      organisation: null,
      isGuest: given.member === undefined,
      state: 'going',
      registeredAt: after(NOW, id * DAY),
      attended: 1,
      ...given,
    });
    const amal = toId<MemberId>(1);
    const report = reportAtFirst({
      ...periodInput,
      registrations: [
        one(1, { member: amal, organisation: toId<OrganisationId>(1) }),
        one(2, { member: amal, organisation: toId<OrganisationId>(2), event: other.id }),
        one(3, {}),
        one(4, { event: other.id, state: 'maybe' }),
        one(5, { member: toId<MemberId>(2), state: 'not-selected', attended: 0 }),
        one(6, { member: toId<MemberId>(3), state: 'offered', attended: 0 }),
      ],
    });
    expect(report).toMatchObject({ registered: 5, selected: 4, unique: 3, repeated: 4, absent: 1, types: { type: 'few' } });
  });

  it('follows slides from attendance to requests, without numbers below five, also by subtraction', () => {
    const { reach, events } = reportAtFirst(periodInput);
    // What is still to come is not counted.
    expect(reach).toEqual({
      sent: { people: 54, events: 2 },
      fetched: { people: 17, events: 1 },
      requested: { people: 6, events: 1 },
    });
    expect(events.slice(0, 3).map(({ sent, fetched, requested }) => [sent, fetched, requested])).toEqual([
      [24, 17, null],
      [30, null, 6],
      [0, 0, 0],
    ]);
    expect(reportAtFirst({ ...periodInput, reached: [] }).reach).toBeUndefined();
  });

  it('says on the chart of types whether it counts people or attendance, and how many are in no group that is shown', () => {
    const typesOf = (today: string, registrations = periodInput.registrations) => {
      const [, chart] = reportCharts(reportAtFirst({ ...periodInput, registrations, today: toLocalDate(today) }), 'en');
      return chart?.chart.type === 'bars' ? [withoutDirectionControls(chart.chart.title), chart.chart.bars.at(-1)?.label] : [];
    };
    expect(typesOf('2027-01-01')).toEqual(['Participants by type of organisation, 2026', 'International agency']);
    const few = periodInput.registrations.filter(({ organisation, event }) => organisation !== toId(3) || event === toId(1));
    const [title, last] = typesOf('2026-12-31', [
      ...few,
      ...few
        .filter(({ organisation }) => organisation === toId(3))
        .map((one) => ({ ...one, event: toId<EventId>(2), member: toId<MemberId>(1000 + one.id) }))
        .slice(0, 3),
    ]);
    expect([title, last]).toEqual(['Attendance of each event by type of organisation, 2026', 'In groups too small to show']);
  });

  it('names the rows of each figure, in each file too', async () => {
    const report = { ...reportAtFirst(periodInput), open: [], zone: 'Asia/Baghdad', completeDays: 7 };
    for (const { rows } of [...figuresOf(report, 'ar'), ...groupsOf(report, 'ckb')]) expect(rows).not.toBe('');
    const [workbook, figures, events] = await reportFiles(report, 'en');
    expect([workbook, figures, events].map((file) => file?.name)).toEqual([
      'events-2026-01-01-2026-12-31.xlsx',
      'events-2026-01-01-2026-12-31-figures.csv',
      'events-2026-01-01-2026-12-31.csv',
    ]);
    const text = new TextDecoder().decode(figures?.bytes);
    expect(text).toContain('Attended (each person once),500,');
    expect(text).toContain('Slides sent (people),54,"people to whom I sent files of 2 events');
    expect(new TextDecoder().decode(events?.bytes)).toContain('24,17,not shown');
    expect(text).toContain('Webinar · Plan,8,The plan is for one whole year: 2026.');
    const rows = await readSheet(Buffer.from(workbook?.bytes ?? []));
    expect(rows).toContainEqual(['Attended (each person once)', 500, expect.stringContaining('16 events')]);
    expect(new TextDecoder().decode(events?.bytes).split('\r\n')).toHaveLength(20);
    expect(reportCharts(report, 'ar').map(({ name }) => name)).toEqual([
      'events-2026-01-01-2026-12-31-kinds',
      'events-2026-01-01-2026-12-31-types',
    ]);
  });
});

describe('small groups of a report', () => {
  it('are neither shown nor follow from what is shown', () => {
    const person = fc.record({ organisation: fc.integer({ min: 0, max: 3 }), attended: fc.integer({ min: 0, max: 2 }) });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 40 }), (people) => {
        const registrations = people.map(({ organisation, attended }, index) => ({
          id: index,
          event: toId<never>(1),
          member: toId<MemberId>(index + 1),
          organisation: organisation === 0 ? null : toId<OrganisationId>(organisation),
          isGuest: false,
          state: 'going' as const,
          registeredAt: NOW,
          attended,
        }));
        const { types, unique } = reportAtFirst({ ...periodInput, registrations });
        if (types.type !== 'shown') return;
        const real = [1, 2, 3, 0].map((of) => people.filter(({ organisation, attended }) => organisation === of && attended > 0).length);
        const shown = types.groups.map((group) => group.people);
        const hidden = shown.flatMap((count, index) => (count === null ? [index] : []));
        // What is shown is true, and never a small group.
        for (const [index, count] of shown.entries()) {
          if (count === null) continue;
          expect(count).toBe(real[index]);
          expect(count === 0 || count >= SMALLEST_GROUP).toBe(true);
        }
        // Whoever subtracts finds a sum of two groups at least, that could be other groups too.
        const rest = unique - shown.reduce<number>((total, count) => total + (count ?? 0), 0);
        expect(hidden.length).not.toBe(1);
        if (hidden.length > 0) expect(rest >= SMALLEST_GROUP && rest !== 0).toBe(true);
      }),
    );
  });

  it('tell of no few people by the number of guests beside them, to whoever tries all that could be', () => {
    const PEOPLE = 15;
    const vectors = function* (length: number, left: number): Generator<readonly number[]> {
      if (length === 0) yield [];
      else for (let count = 0; count <= left; count += 1) for (const rest of vectors(length - 1, left - count)) yield [count, ...rest];
    };
    for (const members of [16, 40]) {
      // What may be true for each thing that is shown: of three types, of none, of guests, and the members who were not there.
      const possible = new Map<string, Set<number>[]>();
      for (const [one = 0, two = 0, three = 0, none = 0, guests = 0] of vectors(5, PEOPLE)) {
        const groups = [one, two, three, none + guests].map((people, index) => ({ people, organisations: index < 3 ? 1 : 0 }));
        const types = shownPeople(members, groups);
        const key = JSON.stringify([
          types.type === 'shown' ? types.groups.map(({ people }) => people) : types.type,
          types.type === 'shown' && types.people,
          shownGuests(guests, types, members),
        ]);
        const real = [one, two, three, none, guests, none + guests, members - (one + two + three + none)];
        const sets = possible.get(key) ?? real.map(() => new Set<number>());
        for (const [index, count] of real.entries()) sets[index]?.add(count);
        possible.set(key, sets);
      }
      const told = [...possible].flatMap(([key, sets]) =>
        sets.some((set) => set.size === 1 && [...set].every((count) => count > 0 && count < SMALLEST_GROUP)) ? [key] : [],
      );
      expect(told).toEqual([]);
      expect([...possible.keys()].some((key) => key.endsWith(',5]'))).toBe(true);
    }
  });

  it('hide both of two groups that make up everybody, if one is small', () => {
    fc.assert(
      fc.property(fc.nat({ max: 12 }), fc.nat({ max: 12 }), (women, men) => {
        const small = [women, men].some((count) => count > 0 && count < SMALLEST_GROUP);
        expect(shownPair(women, men)).toEqual(small ? null : [women, men]);
      }),
    );
  });
});
