// Two years of a made-up community, month by month, by the rules alone: residents propose, support, withdraw, merge, volunteer, refuse
// and leave.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, instantOf } from '../../../src/calendar/wall-clock.js';
import { isWorkingDay } from '../../../src/calendar/working-days.js';
import { type MemberId, type OrganisationId, toId } from '../../../src/core/ids.js';
import { baseSettingsSchema, SECTORS } from '../../../src/core/settings.js';
import { type Instant, type LocalDate, toLocalDate, toLocalTime } from '../../../src/core/time.js';
import { chooseTopics } from '../../../src/features/topics/rules/choice.js';
import type {
  AnnualTopic,
  ChosenTopic,
  EvergreenTopic,
  HeldTopic,
  Proposal,
  Supporter,
} from '../../../src/features/topics/rules/choice-types.js';
import { addMonths, type Month, monthsBetween, toMonth } from '../../../src/features/topics/rules/month.js';
import { openingsOf } from '../../../src/features/topics/rules/openings.js';
import { rotaFor, type Volunteer } from '../../../src/features/topics/rules/rota.js';
import { seededRandom } from '../../../src/kit/random.js';
import { inARow, tooSoon } from './rota-oracle.js';

const MONTHS = 24;
const MONTHS_OF_YEAR = Array.from({ length: 12 }, (_, index) => index + 1);
const MEMBERS = 120;
const ORGANISATIONS = 25;
const TYPES = ['local', 'national', 'international'];
const LANGUAGES = ['ar', 'ckb', 'en'];
const SUNDAYS = [1, 3, 2, 4].map((which) => ({ which, weekday: 'sun', time: toLocalTime('10:00') }) as const);
const CALENDAR = baseSettingsSchema.parse({
  blackouts: [
    { from: '2026-03-20', to: '2026-03-24', label: 'Feast' },
    { from: '2026-05-26', to: '2026-05-31', label: 'Feast' },
    { from: '2027-03-01', to: '2027-04-04', label: 'A month without a working day' },
    { from: '2028-01-02', to: '2028-01-16', label: 'Mourning' },
  ],
});

interface Habits {
  readonly seed: number;
  /** Topics of a month. */
  readonly quota: number;
  readonly annual: readonly AnnualTopic[];
  /** Proposals in a month at most. */
  readonly proposals: number;
  /** Sectors about which people propose. */
  readonly about: readonly (string | null)[];
  /** Of a hundred volunteers asked, how many agree. */
  readonly agreeing: number;
}

class Community {
  readonly #random: (bound: number) => number;
  readonly #habits: Habits;
  #proposals: Proposal[] = [];
  #proposed = 0;
  readonly history: HeldTopic[] = [];
  readonly closed = new Set<number>();
  #evergreen: EvergreenTopic[] = SECTORS.flatMap((sector, index) =>
    [1, 2].map((which) => ({ id: 2 * index + which, sector, lastHeld: null })),
  );
  #volunteers: Volunteer[] = [];
  /** The organisation of the last facilitator; null if nobody agreed. */
  #before: OrganisationId | null = null;
  readonly opened = new Set<Instant>();

  constructor(habits: Habits) {
    this.#habits = habits;
    this.#random = seededRandom(habits.seed);
  }

  #one<T>(items: readonly T[]): T {
    return items[this.#random(items.length)]!;
  }

  #supporter(): Supporter {
    const organisation = (this.#random(MEMBERS) % ORGANISATIONS) + 1;
    return { organisation: toId<OrganisationId>(organisation), type: TYPES[organisation % 3]! };
  }

  /** What people do in the month before the plan is drafted. */
  live(month: Month): void {
    const now = instantOf(toLocalDate(`${month}-01`), toLocalTime('10:00'), 'Asia/Baghdad');
    for (let count = this.#random(this.#habits.proposals + 1); count > 0; count--) {
      const supporters = Array.from({ length: this.#random(8) }, () => this.#supporter());
      const id = ++this.#proposed;
      this.#proposals.push({ id, sector: this.#one(this.#habits.about), supporters, since: now, anonymous: false, mergedInto: null });
    }
    this.#proposals = this.#proposals
      .filter(({ id }) => {
        const withdrawn = this.#random(8) === 0;
        if (withdrawn) this.closed.add(id);
        return !withdrawn;
      })
      .map((proposal) => {
        const supporters = proposal.supporters.filter(() => this.#random(10) > 0);
        if (this.#random(2) === 0) supporters.push(this.#supporter());
        const merged = proposal.mergedInto === null && this.#random(12) === 0 ? this.#one(this.#proposals).id : proposal.mergedInto;
        return { ...proposal, supporters, mergedInto: merged === proposal.id ? null : merged };
      });
    this.#volunteers = this.#volunteers.filter(() => this.#random(20) > 0);
    for (let count = this.#random(4); count > 0; count--) this.#volunteer();
  }

  #volunteer(): void {
    const member = toId<MemberId>(this.#random(MEMBERS) + 1);
    if (this.#volunteers.some((known) => known.member === member)) return;
    this.#volunteers.push({
      member,
      organisation: toId<OrganisationId>((member % ORGANISATIONS) + 1),
      languages: LANGUAGES.filter(() => this.#random(2) === 0),
      sectors: SECTORS.filter(() => this.#random(3) === 0),
      lastFacilitated: null,
      lastPassed: null,
      declined: false,
    });
  }

  plan(month: Month): readonly ChosenTopic[] {
    const { topics, missing, unplaced } = chooseTopics({
      month,
      quota: this.#habits.quota,
      taken: [],
      sectors: SECTORS,
      proposals: this.#proposals,
      history: this.history,
      annual: this.#habits.annual,
      evergreen: this.#evergreen,
      seed: this.#habits.seed,
    });
    expect({ count: topics.length, missing, unplaced }).toEqual({ count: this.#habits.quota, missing: 0, unplaced: [] });
    expect(new Set(topics.map(({ sector }) => sector)).size).toBe(topics.length);
    for (const topic of topics) {
      this.history.push({ sector: topic.sector, month });
      if (topic.from === 'evergreen') {
        this.#evergreen = this.#evergreen.map((each) => (each.id === topic.evergreen ? { ...each, lastHeld: month } : each));
      }
      if (topic.from !== 'proposal') continue;
      const own = this.#proposals.find(({ id }) => id === topic.proposal);
      expect(own?.mergedInto).toBeNull();
      expect(this.closed.has(topic.proposal)).toBe(false);
      this.closed.add(topic.proposal);
      this.#proposals = this.#proposals.filter((proposal) => proposal !== own);
    }
    return topics;
  }

  /** How far apart the sectors are. */
  spread(): number {
    const counts = SECTORS.map((sector) => this.history.filter((held) => held.sector === sector).length);
    return Math.max(...counts) - Math.min(...counts);
  }

  facilitate({ sector }: ChosenTopic, opens: LocalDate): void {
    const topic = { opens, language: this.#one(LANGUAGES), sector, neighbours: this.#before === null ? [] : [this.#before] };
    // What each would answer is settled before anybody is asked.
    const willing = new Set(this.#volunteers.filter(() => this.#random(100) < this.#habits.agreeing).map(({ member }) => member));
    const order = rotaFor(topic, this.#volunteers, this.#habits.seed);
    expect(order.length).toBe(this.#volunteers.length);
    const agreed = order.find(({ member }) => willing.has(member));
    const asked = agreed === undefined ? order : order.slice(0, order.indexOf(agreed));
    const who = this.#volunteers.find(({ member }) => member === agreed?.member);
    if (who === undefined) expect(willing.size).toBe(0);
    else {
      const others = this.#volunteers.filter((each) => each !== who && willing.has(each.member));
      if (tooSoon(who, topic)) expect(others.every((each) => tooSoon(each, topic))).toBe(true);
      if (inARow(who, topic)) expect(others.every((each) => inARow(each, topic) || tooSoon(each, topic))).toBe(true);
      const alike = others.filter((each) => {
        const other = order.find(({ member }) => member === each.member);
        return JSON.stringify({ ...other, member: 0 }) === JSON.stringify({ ...agreed, member: 0 });
      });
      const turn = ({ lastFacilitated, lastPassed }: Volunteer) => [lastFacilitated ?? '', lastPassed ?? ''].sort()[1]!;
      expect(alike.every((each) => turn(who) <= turn(each))).toBe(true);
    }
    const passed = new Set(asked.map(({ member }) => member));
    const askedOn = addDays(opens, -16);
    this.#volunteers = this.#volunteers.map((each) => {
      if (each === who) return { ...each, lastFacilitated: opens };
      return passed.has(each.member) ? { ...each, lastPassed: askedOn } : each;
    });
    this.#before = who?.organisation ?? null;
  }

  open(month: Month): readonly LocalDate[] {
    const openings = openingsOf(month, SUNDAYS.slice(0, this.#habits.quota), CALENDAR, [...this.opened]);
    expect(openings.length).toBe(this.#habits.quota);
    for (const { at, date, month: counted } of openings) {
      expect(this.opened.has(at)).toBe(false);
      this.opened.add(at);
      expect(counted).toBe(month);
      expect(isWorkingDay(date, CALENDAR)).toBe(true);
    }
    return openings.map(({ date }) => date);
  }
}

describe('two years of topics', () => {
  // One a month and one of a sector, so that nothing in them keeps sectors apart.
  const annual = fc
    .tuple(fc.shuffledSubarray([...SECTORS], { maxLength: 3 }), fc.boolean(), fc.shuffledSubarray(MONTHS_OF_YEAR, { minLength: 4 }))
    .chain(([sectors, another, months]) =>
      fc.tuple(
        ...[...sectors, ...(another ? [null] : [])].map((sector, index) =>
          fc.constantFrom(1, 2, 'last' as const).map((slot) => ({ name: `${sector} day`, sector, month: months[index]!, slot })),
        ),
      ),
    );
  const habits = fc.record({
    seed: fc.nat(),
    quota: fc.oneof({ weight: 3, arbitrary: fc.constant(2) }, { weight: 1, arbitrary: fc.constantFrom(1, 3, 4) }),
    annual,
    proposals: fc.constantFrom(0, 1, 3, 6, 20),
    about: fc.subarray([...SECTORS, null], { minLength: 1 }),
    agreeing: fc.constantFrom(5, 50, 100),
  });
  const starts = fc.integer({ min: 0, max: 11 }).map((months) => addMonths(toMonth('2026-01'), months));

  it('meet each month, with sectors within one topic of each other, and facilitators by the rules', () => {
    fc.assert(
      fc.property(habits, starts, (made, start) => {
        const community = new Community(made);
        for (let month = start; monthsBetween(start, month) < MONTHS; month = addMonths(month, 1)) {
          community.live(month);
          const dates = community.open(month);
          for (const [index, topic] of community.plan(month).entries()) community.facilitate(topic, dates[index]!);
          expect(community.spread()).toBeLessThanOrEqual(1);
        }
        expect(community.history.length).toBe(made.quota * MONTHS);
      }),
      { numRuns: 50 },
    );
  });
});
