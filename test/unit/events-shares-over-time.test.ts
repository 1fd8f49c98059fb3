import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MemberId, type OrganisationId, toId } from '../../src/core/ids.js';
import { toInstant, toLocalDate } from '../../src/core/time.js';
import type { Shown } from '../../src/features/events/attendance/rules/numbers.js';
import { soughtIn, wholeMonths } from '../../src/features/events/reporting/rules/nested.js';
import { type Report, reportOf } from '../../src/features/events/reporting/rules/report.js';
import type { EventId } from '../../src/features/events/types.js';
import { periodInput } from '../support/gallery/events-report.js';
import { lookAt, type Memory, nothingShown, type SomebodyThere } from '../support/kept-shares.js';

const DAYS = ['2026-01-10', '2026-01-20', '2026-02-14', '2026-05-03', '2026-11-30'];
const PERIODS = [
  ['2026-01-01', '2026-01-31'],
  ['2026-01-01', '2026-03-31'],
  ['2026-01-01', '2026-06-30'],
  ['2026-01-01', '2026-12-31'],
  ['2026-01-15', '2026-02-28'],
  ['2026-01-15', '2026-12-30'],
] as const;
const TYPES = ['local', 'national', 'international'];
const MEMBERS = 1000;
const [anEvent] = periodInput.events;
if (!anEvent) throw new Error('there are events');
const EVENTS = DAYS.map((day, index) => ({
  ...anEvent,
  id: toId<EventId>(index + 1),
  startsAt: toInstant(Date.parse(`${day}T09:00:00Z`)),
}));

/** People of one type, and at which events they were. */
const someGroup = fc.record({ type: fc.nat({ max: 3 }), at: fc.integer({ min: 1, max: 31 }), size: fc.integer({ min: 1, max: 9 }) });

/** What may happen between two looks. */
const change = fc.oneof(
  fc.record({ what: fc.constant('come' as const), event: fc.nat({ max: 4 }), type: fc.nat({ max: 3 }) }),
  fc.record({ what: fc.constant('also' as const), event: fc.nat({ max: 4 }), who: fc.nat() }),
  fc.record({ what: fc.constant('absent' as const), who: fc.nat() }),
  fc.record({ what: fc.constant('erased' as const), who: fc.nat() }),
  fc.record({ what: fc.constant('merged' as const), who: fc.nat(), into: fc.nat() }),
  fc.record({ what: fc.constant('retyped' as const), organisation: fc.nat({ max: 2 }), type: fc.nat({ max: 2 }) }),
  fc.record({ what: fc.constant('complete' as const), event: fc.nat({ max: 4 }) }),
);
type Change = typeof change extends fc.Arbitrary<infer C> ? C : never;

interface Community {
  readonly rows: readonly SomebodyThere[];
  readonly types: readonly string[];
  readonly complete: ReadonlySet<number>;
}

const row = (id: number, event: number, member: number | null, type: number): SomebodyThere => ({
  id,
  event: toId<EventId>(event + 1),
  member: member === null ? null : toId<MemberId>(member),
  organisation: type === 0 ? null : toId<OrganisationId>(type),
  isGuest: false,
  state: 'going',
  registeredAt: toInstant(event + 1),
  attended: 1,
});

function begin(groups: readonly { readonly type: number; readonly at: number; readonly size: number }[]): Community {
  const people = groups.flatMap(({ type, at, size }) => Array.from({ length: size }, () => ({ type, at })));
  const rows = people.flatMap(({ type, at }, index) =>
    DAYS.flatMap((_day, event) => ((at & (1 << event)) === 0 ? [] : [row(index * DAYS.length + event, event, index + 1, type)])),
  );
  return { rows, types: TYPES, complete: new Set() };
}

function changed(community: Community, made: Change, id: number): Community {
  const { rows } = community;
  const of = (who: number): SomebodyThere | undefined => rows[who % Math.max(1, rows.length)];
  switch (made.what) {
    case 'come':
      return { ...community, rows: [...rows, row(id, made.event, id, made.type)] };
    case 'also': {
      const one = of(made.who);
      if (!one || one.member === null || rows.some((each) => each.member === one.member && each.event === made.event + 1)) return community;
      return { ...community, rows: [...rows, { ...one, id, event: toId(made.event + 1), registeredAt: toInstant(made.event + 1) }] };
    }
    case 'absent':
      return { ...community, rows: rows.map((each) => (each === of(made.who) ? { ...each, attended: 0 } : each)) };
    case 'erased': {
      const member = of(made.who)?.member ?? null;
      return {
        ...community,
        rows: rows.map((each) => (member !== null && each.member === member ? { ...each, member: null, organisation: null } : each)),
      };
    }
    case 'merged': {
      const [from, into] = [of(made.who)?.member, of(made.into)?.member];
      if (from == null || into == null || from === into) return community;
      const own = new Set(rows.filter(({ member }) => member === into).map(({ event }) => event));
      return {
        ...community,
        rows: rows
          .filter(({ member, event }) => member !== from || !own.has(event))
          .map((each) => (each.member === from ? { ...each, member: into } : each)),
      };
    }
    case 'retyped':
      return {
        ...community,
        types: community.types.map((type, index) => (index === made.organisation ? (TYPES[made.type] ?? type) : type)),
      };
    case 'complete':
      return { ...community, complete: new Set([...community.complete, made.event + 1]) };
    default:
      return made satisfies never;
  }
}

/** A report, as it is seen after some changes. */
interface Look {
  readonly events: readonly number[];
  readonly report: Report;
}

function look({ rows, types, complete }: Community, [from, to]: readonly [string, string], memory: Memory): Look {
  const events = EVENTS.filter((_event, index) => from <= (DAYS[index] ?? '') && (DAYS[index] ?? '') <= to);
  const ids = events.map(({ id }): number => id);
  const input = {
    ...periodInput,
    organisations: types.map((type, index) => ({
      id: toId<OrganisationId>(index + 1),
      type,
      sectors: type === 'local' ? ['one'] : ['one', 'two'],
      governorates: ['basra'],
    })),
    members: MEMBERS,
    types: TYPES,
    sectors: ['one', 'two'],
    governorates: ['basra'],
    now: toInstant(Date.parse('2027-02-01T00:00:00Z')),
    today: toLocalDate('2027-02-01'),
    from: toLocalDate(from),
    to: toLocalDate(to),
    events,
    registrations: rows.filter(({ event }) => ids.includes(event)),
    stars: [],
    actions: [],
    reached: [],
  };
  return { events: ids, report: reportOf(lookAt(input, memory, ({ id }) => complete.has(id))) };
}

/** All that is shown of what people are; never of how many there are. */
const sharesIn = ({ types, guests, sectors, governorates, countedBy }: Report) =>
  JSON.stringify({ types, guests, sectors: [...sectors], governorates: [...governorates], countedBy });

const isFew = (count: number) => count !== 0 && Math.abs(count) < 5;

/** What follows from some shares: each group, and groups put together, by how many people are in it. */
const numbersIn = (shown: Shown, part: 'types' | 'sectors') => soughtIn(shown, part);

describe('shares over time', () => {
  const story = fc.record({ groups: fc.array(someGroup, { minLength: 2, maxLength: 12 }), changes: fc.array(change, { maxLength: 12 }) });

  it('are shown of nobody before the attendance is complete, and never change, whoever comes, goes, is erased or merged', () => {
    fc.assert(
      fc.property(story, ({ groups, changes }) => {
        const memory = nothingShown();
        const seen = new Map<string, string>();
        let community = begin(groups);
        for (const [index, made] of [undefined, ...changes].entries()) {
          if (made) community = changed(community, made, 10_000 + index);
          for (const event of EVENTS) if (!community.complete.has(event.id)) expect(memory.events.has(event.id)).toBe(false);
          for (const period of PERIODS) {
            const { events, report } = look(community, period, memory);
            // Which events are complete decides what a sum has; of the same events it is always the same.
            const of = events.filter((event) => memory.events.has(event));
            const name = `${period.join(' ')} of ${memory.periods.has(period.join(' ')) ? 'people' : of.join(' ')}`;
            expect(sharesIn(report), name).toBe(seen.get(name) ?? sharesIn(report));
            seen.set(name, sharesIn(report));
          }
        }
      }),
      { numRuns: 80 },
    );
  });

  it('of a period never differ by one to four people from what was shown of an event or of a period in it, at whatever time', () => {
    fc.assert(
      fc.property(story, ({ groups, changes }) => {
        const memory = nothingShown();
        let community = begin(groups);
        for (const [index, made] of [
          undefined,
          ...changes,
          ...EVENTS.map((_event, event) => ({ what: 'complete' as const, event })),
        ].entries()) {
          if (made) community = changed(community, made, 10_000 + index);
          for (const period of PERIODS) look(community, period, memory);
        }
        const periods = [...memory.periods].map(([name, shares]) => ({
          from: toLocalDate(name.slice(0, 10)),
          to: toLocalDate(name.slice(11)),
          shares,
        }));
        for (const { from, to, shares: all } of periods) {
          for (const months of [1, 3]) {
            const parts = periods.filter((each) => from <= each.from && each.to <= to && wholeMonths(each.from, each.to) === months);
            const isByPeople = [all, ...parts.map(({ shares }) => shares)].every(({ countedBy }) => countedBy.types === 'people');
            if (parts.length < 2 || !isByPeople || all.types.type !== 'shown') continue;
            for (const [index, { people }] of all.types.groups.entries()) {
              const each = parts.map(({ shares: { types } }) => (types.type === 'shown' ? (types.groups[index]?.people ?? null) : null));
              if (people === null || each.includes(null)) continue;
              expect(
                isFew(each.reduce<number>((sum, count) => sum + (count ?? 0), 0) - people),
                `${from} ${to}: ${each.join()} ${people}`,
              ).toBe(false);
            }
          }
          const insideBy = (part: 'types' | 'sectors'): readonly Shown[] => [
            ...EVENTS.flatMap(({ id }, index) =>
              from <= (DAYS[index] ?? '') && (DAYS[index] ?? '') <= to ? (memory.events.get(id)?.shares ?? []) : [],
            ),
            ...periods.flatMap((each) =>
              (each.from !== from || each.to !== to) && from <= each.from && each.to <= to && each.shares.countedBy[part] === 'people'
                ? [each.shares]
                : [],
            ),
          ];
          for (const part of ['types', 'sectors'] as const) {
            if (all.countedBy[part] !== 'people') continue;
            for (const some of insideBy(part))
              for (const { count, rangeIn } of numbersIn(all, part)) {
                const [least, most] = rangeIn(some);
                if (least === most) expect(isFew(count - least), `${from} ${to} ${part}: ${count} ${least}`).toBe(false);
              }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stay where one person is added, who counts in the totals only', () => {
    const memory = nothingShown();
    const before = begin([
      { type: 1, at: 1, size: 9 },
      { type: 2, at: 1, size: 8 },
      { type: 3, at: 1, size: 7 },
    ]);
    const january = ['2026-01-01', '2026-01-31'] as const;
    expect(look(before, january, memory).report).toMatchObject({ unique: 24, types: { type: 'none' }, incomplete: 1 });
    const complete = changed(before, { what: 'complete', event: 0 }, 0);
    // The other event of the month is still open, so that January adds up what its events show.
    const first = look(complete, january, memory).report;
    const second = look(changed(complete, { what: 'come', event: 0, type: 3 }, 1000), january, memory).report;
    expect([first.unique, second.unique]).toEqual([24, 25]);
    expect(second.types).toEqual(first.types);
    expect(second.types).toMatchObject({ type: 'shown', people: 24, groups: [{ people: 9 }, { people: 8 }, { people: 7 }, { people: 0 }] });
  });
});
