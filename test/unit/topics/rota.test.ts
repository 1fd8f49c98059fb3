import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/calendar/wall-clock.js';
import { type MemberId, type OrganisationId, toId } from '../../../src/core/ids.js';
import { toLocalDate } from '../../../src/core/time.js';
import { rotaFor, type TopicToFacilitate, type Volunteer } from '../../../src/features/topics/rules/rota.js';
import { inARow, rotaOracle, tooSoon } from './rota-oracle.js';

const OPENS = toLocalDate('2026-11-15');
const topic: TopicToFacilitate = { opens: OPENS, language: 'ar', sector: 'protection', neighbours: [toId<OrganisationId>(9)] };
const volunteer = (member: number, rest: Partial<Volunteer> = {}): Volunteer => ({
  member: toId<MemberId>(member),
  organisation: toId<OrganisationId>(member),
  languages: ['ar'],
  sectors: ['protection'],
  lastFacilitated: null,
  lastPassed: null,
  declined: false,
  ...rest,
});
const askedBy = (volunteers: readonly Volunteer[], about = topic) => rotaFor(about, volunteers, 1).map(({ member }) => member);
const facilitated = (date: string) => ({ lastFacilitated: toLocalDate(date) });

describe('the rota', () => {
  it('asks the one whose turn is longest ago', () => {
    const volunteers = [volunteer(1, facilitated('2026-07-05')), volunteer(2, facilitated('2026-06-07')), volunteer(3)];
    expect(askedBy(volunteers)).toEqual([3, 2, 1]);
  });

  it('counts a turn that somebody let pass', () => {
    const passed = { lastPassed: toLocalDate('2026-11-01') };
    expect(askedBy([volunteer(3, passed), volunteer(1, facilitated('2026-07-05')), volunteer(2, { declined: true })])).toEqual([1, 3]);
  });

  it('prefers language, then sector', () => {
    const volunteers = [
      volunteer(1, { languages: ['en'], sectors: ['protection'] }),
      volunteer(2, { sectors: ['recovery'] }),
      volunteer(3, facilitated('2026-07-05')),
    ];
    expect(askedBy(volunteers)).toEqual([3, 2, 1]);
    expect(askedBy(volunteers, { ...topic, sector: null })).toEqual([2, 3, 1]);
  });

  it('asks again within three months, or twice in a row in one organisation, only where all others said no', () => {
    const own = { organisation: toId<OrganisationId>(9) };
    const volunteers = [
      volunteer(1, { ...own, ...facilitated('2026-09-06') }),
      volunteer(2, own),
      volunteer(3, facilitated('2026-08-16')),
      volunteer(4, { ...facilitated('2026-08-15'), languages: [], sectors: [] }),
      volunteer(5, facilitated('2027-02-14')),
    ];
    expect(rotaFor(topic, volunteers, 1).map(({ member, tooSoon, sameOrganisation }) => ({ member, tooSoon, sameOrganisation }))).toEqual([
      { member: 4, tooSoon: false, sameOrganisation: false },
      { member: 2, tooSoon: false, sameOrganisation: true },
      { member: 3, tooSoon: true, sameOrganisation: false },
      { member: 5, tooSoon: true, sameOrganisation: false },
      { member: 1, tooSoon: true, sameOrganisation: true },
    ]);
  });

  it('takes the last day of a shorter month', () => {
    const about = (opens: string) => ({ ...topic, opens: toLocalDate(opens) });
    const [before] = rotaFor(about('2027-02-27'), [volunteer(1, facilitated('2026-11-30'))], 1);
    const [then] = rotaFor(about('2027-02-28'), [volunteer(1, facilitated('2026-11-30'))], 1);
    expect([before?.tooSoon, then?.tooSoon]).toEqual([true, false]);
  });

  it('is that of its description, in whatever order volunteers come', () => {
    const day = fc.option(
      fc.oneof(
        fc.integer({ min: -190, max: 100 }).map((days) => addDays(OPENS, days)),
        fc.constantFrom('2026-08-14', '2026-08-15', '2026-08-16', '2027-02-14', '2027-02-15').map(toLocalDate),
      ),
      { freq: 2 },
    );
    const code = (...codes: string[]) => fc.subarray(codes);
    const people = fc
      .array(
        fc.record({
          organisation: fc.option(fc.integer({ min: 1, max: 4 }).map((id) => toId<OrganisationId>(id))),
          languages: code('ar', 'ckb', 'en'),
          sectors: code('protection', 'recovery'),
          lastFacilitated: day,
          lastPassed: day,
          declined: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
        }),
        { maxLength: 12 },
      )
      .map((list) => list.map((each, index) => ({ ...each, member: toId<MemberId>(index + 1) })));
    const about = fc.record({
      opens: fc.constant(OPENS),
      language: fc.constantFrom('ar', 'ckb'),
      sector: fc.option(fc.constantFrom('protection', 'recovery')),
      neighbours: fc.subarray([1, 2, 3]).map((ids) => ids.map((id) => toId<OrganisationId>(id))),
    });
    fc.assert(
      fc.property(people, about, fc.nat(), (volunteers, made, seed) => {
        const order = rotaFor(made, volunteers, seed);
        expect(order.map(({ member }) => member)).toEqual(rotaOracle(made, volunteers, seed));
        expect(rotaFor(made, volunteers.toReversed(), seed)).toEqual(order);
        for (const asked of order) {
          const person = volunteers[asked.member - 1]!;
          expect(asked.tooSoon).toBe(tooSoon(person, made));
          expect(asked.sameOrganisation).toBe(inARow(person, made));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
