import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MemberId, type OrganisationId, toId } from '../../src/core/ids.js';
import { type LocalDate, toInstant, toLocalDate } from '../../src/core/time.js';
import { type BrokenDown, brokenDown } from '../../src/features/events/attendance/rules/numbers.js';
import { wholeMonths } from '../../src/features/events/reporting/rules/nested.js';
import type { EventId } from '../../src/features/events/types.js';
import { periodInput } from '../support/gallery/events-report.js';
import { reportAtFirst, type SomebodyThere } from '../support/kept-shares.js';

/** Three types of organisations; the second and the third are of one sector. */
const TYPES = ['local', 'national', 'international'];
const organisations = TYPES.map((type, index) => ({
  id: toId<OrganisationId>(index + 1),
  type,
  sectors: index === 0 ? ['one'] : ['one', 'two'].slice(index - 1),
  governorates: ['basra'],
}));
const DAYS = ['2026-01-10', '2026-01-20', '2026-02-14', '2026-05-03', '2026-11-30'];
const MEMBERS = 1000;

/** Members with an organisation, or none, that is perhaps another for the last event; at which events they were. */
const person = fc.record({ organisation: fc.nat({ max: 3 }), moves: fc.nat({ max: 9 }), at: fc.nat({ max: 2 ** DAYS.length - 1 }) });
const world = fc.record({
  groups: fc.array(fc.record({ person, size: fc.integer({ min: 1, max: 9 }) }), { maxLength: 12 }),
  guests: fc.array(fc.nat({ max: 8 }), { minLength: DAYS.length, maxLength: DAYS.length }),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

function registrationsOf({ groups, guests }: World): readonly SomebodyThere[] {
  const people = groups.flatMap(({ person: one, size }) => Array.from({ length: size }, () => one));
  const row = (event: number, given: Partial<SomebodyThere>): SomebodyThere => ({
    id: 0,
    event: toId(event + 1),
    member: null,
    organisation: null,
    isGuest: true,
    state: 'going',
    registeredAt: toInstant(event + 1),
    attended: 1,
    ...given,
  });
  const members = people.flatMap(({ organisation, moves, at }, index) =>
    DAYS.flatMap((_day, event) => {
      if ((at & (1 << event)) === 0) return [];
      const now = moves === 0 && event === DAYS.length - 1 ? (organisation + 1) % 4 : organisation;
      return [
        row(event, { member: toId<MemberId>(index + 1), isGuest: false, organisation: now === 0 ? null : toId<OrganisationId>(now) }),
      ];
    }),
  );
  return [...members, ...guests.flatMap((count, event) => Array.from({ length: count }, () => row(event, {})))].map((each, id) => ({
    ...each,
    id,
  }));
}

interface View {
  readonly name: string;
  readonly events: readonly number[];
  readonly people: number;
  readonly figures: BrokenDown;
  readonly isSum: boolean;
}

const [first] = periodInput.events;
if (!first) throw new Error('there are events');
const anEvent = first;

/** All that can be put side by side: each event, and reports of whole and of other periods. */
function viewsOf(given: World, part: 'types' | 'sectors', members = MEMBERS, membersThen = members): readonly View[] {
  const registrations = registrationsOf(given);
  const events = DAYS.map((day, index) => ({
    ...anEvent,
    id: toId<EventId>(index + 1),
    startsAt: toInstant(Date.parse(`${day}T09:00:00Z`)),
  }));
  const kinds = { organisations, members, types: TYPES, sectors: ['one', 'two'], governorates: ['basra'] };
  const singles = DAYS.map((_day, index): View => {
    const people = registrations.filter(({ event }) => event === toId(index + 1));
    return { name: `event ${index}`, events: [index], people: people.length, figures: brokenDown(people, kinds), isSum: false };
  });
  const report = (from: string, to: string): View => {
    const inside = DAYS.flatMap((day, index) => (from <= day && day <= to ? [index] : []));
    const own = events.filter((_event, index) => inside.includes(index));
    const input = {
      ...periodInput,
      ...kinds,
      membersThen,
      now: toInstant(Date.parse('2027-02-01T00:00:00Z')),
      today: toLocalDate('2027-02-01'),
      from: toLocalDate(from),
      to: toLocalDate(to),
      events: own,
      registrations: registrations.filter(({ event }) => inside.includes(Number(event) - 1)),
      stars: [],
      actions: [],
      reached: [],
    };
    const found = reportAtFirst(input);
    return { name: `${from} ${to}`, events: inside, people: found.unique, figures: found, isSum: found.countedBy[part] === 'places' };
  };
  const months = ['01-31', '02-28', '05-31', '11-30'].map((last) => report(`2026-${last.slice(0, 2)}-01`, `2026-${last}`));
  const others = [
    report('2026-01-15', '2026-02-28'),
    report('2026-01-01', '2026-01-15'),
    report('2026-01-01', '2026-05-30'),
    report('2026-01-15', '2026-12-30'),
  ];
  const quarters = [report('2026-01-01', '2026-03-31'), report('2026-04-01', '2026-06-30')];
  const soFar = [report('2026-01-01', '2026-06-30'), report('2026-01-01', '2026-09-30')];
  return [...singles, ...months, ...quarters, ...soFar, report('2026-01-01', '2026-12-31'), ...others];
}

/** Cells: three types, members without an organisation, guests. What any number that is shown, or follows from others, counts. */
function followingFrom({ figures: { types, guests }, people }: View): ReadonlyMap<number, number> {
  const known = new Map<number, number>();
  if (types.type !== 'shown') return known;
  known.set(0b11111, people);
  for (const [index, { people: count }] of types.groups.entries()) if (count !== null) known.set(index < 3 ? 1 << index : 0b11000, count);
  if (guests !== null) known.set(0b10000, guests);
  for (let before = -1; before !== known.size; ) {
    before = known.size;
    for (const [one, a] of Array.from(known))
      for (const [other, b] of Array.from(known)) {
        if ((one & other) === 0) known.set(one | other, a + b);
        else if ((one & other) === one && one !== other) known.set(other & ~one, b - a);
      }
  }
  return known;
}

/** What events count together, where nobody came twice; nothing otherwise. */
function followingFromSum({ events, people }: View, views: readonly View[]): ReadonlyMap<number, number> {
  const own = views.filter(({ name }) => events.some((event) => name === `event ${event}`));
  if (own.reduce((sum, event) => sum + event.people, 0) !== people) return new Map();
  const each = own.filter((event) => event.people > 0).map(followingFrom);
  const cells = [...(each[0] ?? new Map<number, number>()).keys()].filter((cell) => each.every((known) => known.has(cell)));
  return new Map(cells.map((cell) => [cell, each.reduce((sum, known) => sum + (known.get(cell) ?? 0), 0)]));
}

const isFew = (count: number) => count !== 0 && Math.abs(count) < 5;
const pairsOf = (views: readonly View[]) =>
  views.flatMap((all) =>
    views.filter((some) => some !== all && some.events.every((event) => all.events.includes(event))).map((some) => ({ all, some })),
  );

describe('groups of two figures side by side', () => {
  it('never differ by one to four people of a type, or without an organisation, or guests', () => {
    fc.assert(
      fc.property(world, (given) => {
        const views = viewsOf(given, 'types');
        for (const { all, some } of pairsOf(views)) {
          if (all.isSum) continue;
          const [more, fewer] = [
            followingFrom(all),
            some.isSum && some.events.length > 1 ? followingFromSum(some, views) : followingFrom(some),
          ];
          for (const [cells, count] of more) {
            const known = fewer.get(cells);
            if (known === undefined || cells === 0b11111) continue;
            expect(isFew(count - known), `${all.name}, ${some.name}: ${cells.toString(2)} ${count} ${known}`).toBe(false);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never tell how few people of a type were at several events', () => {
    fc.assert(
      fc.property(world, (given) => {
        const views = viewsOf(given, 'types');
        for (const all of views.filter(({ events, isSum }) => events.length > 1 && !isSum)) {
          const singles = views.filter(({ events: [event = -1, ...more] }) => more.length === 0 && all.events.includes(event));
          const each = all.events.map((event) => followingFrom(singles.find(({ name }) => name === `event ${event}`) ?? all));
          for (const [cells, count] of followingFrom(all)) {
            if (cells === 0b11111 || !each.every((known) => known.has(cells))) continue;
            const sum = each.reduce((total, known) => total + (known.get(cells) ?? 0), 0);
            expect(isFew(sum - count), `${all.name}: ${cells.toString(2)} ${sum} ${count}`).toBe(false);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never differ by one to four where they add up events', () => {
    fc.assert(
      fc.property(world, (given) => {
        for (const { all, some } of pairsOf(viewsOf(given, 'types'))) {
          if (!all.isSum || (!some.isSum && some.events.length > 1)) continue;
          const [more, fewer] = [all, some].map(({ figures: { types } }) => (types.type === 'shown' ? types.groups : []));
          for (const [index, group] of (more ?? []).entries())
            expect(isFew((group.people ?? 0) - (fewer?.[index]?.people ?? 0)), `${all.name}, ${some.name}`).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never differ by one to four people of a sector, or of no organisation in it', () => {
    fc.assert(
      fc.property(world, (given) => {
        for (const { all, some } of pairsOf(viewsOf(given, 'sectors'))) {
          if (all.isSum || (some.isSum && some.events.length > 1)) continue;
          for (const [kind, count] of all.figures.sectors) {
            const known = some.figures.sectors.get(kind);
            if (known === undefined) continue;
            expect([isFew(count - known), isFew(all.people - some.people - (count - known))], `${all.name}, ${some.name}`).toEqual([
              false,
              false,
            ]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are counted by people in a large enough year that is over', () => {
    const groups = Array.from({ length: 12 }, (_, index) => ({
      person: { organisation: index % 4, moves: 1, at: 1 << (index % 3) },
      size: 9,
    }));
    const views = viewsOf({ groups, guests: [0, 0, 0, 0, 0] }, 'types');
    expect(views.filter(({ isSum, events }) => !isSum && events.length > 1).map(({ name }) => name)).toEqual([
      '2026-01-01 2026-01-31',
      '2026-01-01 2026-03-31',
      '2026-01-01 2026-06-30',
      '2026-01-01 2026-09-30',
      '2026-01-01 2026-12-31',
    ]);
  });
});

/** A group of people of one type, who were at the events with these numbers. */
const group = (size: number, organisation: number, ...at: readonly number[]) => ({
  person: { organisation, moves: 1, at: at.reduce((sum, event) => sum + 2 ** event, 0) },
  size,
});

describe('people of a period beside what other days show', () => {
  it('are not counted apart where nobody came twice on those days, so that their sum counts people too', () => {
    // Two people of a local organisation came to the first event of the quarter alone.
    const groups = [group(5, 1, 1), group(5, 1, 0, 1), group(5, 1, 2), group(5, 1, 0, 2), group(2, 1, 0), group(9, 2, 0), group(9, 3, 2)];
    const views = viewsOf({ groups, guests: [0, 0, 0, 0, 0] }, 'types');
    const quarter = views.find(({ name }) => name === '2026-01-01 2026-03-31');
    const days = views.find(({ name }) => name === '2026-01-15 2026-02-28');
    expect([days?.people, days?.figures.types.type === 'shown' && days.figures.types.people]).toEqual([29, 29]);
    expect(quarter?.isSum).toBe(true);
  });
});

describe('what an event shows', () => {
  it('may show more than beside a period with fewer members, of whom nearly all came', () => {
    const groups = [group(20, 1, 0), group(17, 2, 0), group(6, 2, 0, 1), group(3, 1, 1)];
    const input = { groups, guests: [0, 0, 0, 0, 0] };
    // All but three of these members came to the first event, which shows its groups since there were more members then.
    const month = viewsOf(input, 'types', 46, MEMBERS).find(({ name }) => name === '2026-01-01 2026-01-31');
    expect(month?.isSum).toBe(true);
  });
});

describe('a period of whole months', () => {
  it.each([
    ['2026-02-01', '2026-02-28', 1],
    ['2028-02-01', '2028-02-29', 1],
    ['2026-02-01', '2026-03-31', undefined],
    ['2026-04-01', '2026-06-30', 3],
    ['2026-02-01', '2026-04-30', undefined],
    ['2026-01-01', '2026-12-31', 12],
    ['2026-01-01', '2026-06-30', 6],
    ['2026-01-01', '2026-09-30', 9],
    ['2026-07-01', '2026-12-31', undefined],
    ['2026-04-01', '2026-12-31', undefined],
    ['2026-04-01', '2026-09-30', undefined],
    ['2026-07-01', '2027-06-30', undefined],
    ['2026-01-02', '2026-12-31', undefined],
    ['2025-01-01', '2026-12-31', undefined],
  ])('from %s to %s has %s', (from, to, months) => {
    expect(wholeMonths(from as LocalDate, to as LocalDate)).toBe(months);
  });
});
