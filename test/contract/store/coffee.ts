import { beforeEach, describe, expect, test } from 'vitest';
import { InputError } from '../../../src/core/errors.js';
import type { MemberId, OrganisationId } from '../../../src/core/ids.js';
import { after, toLocalDate } from '../../../src/core/time.js';
import type { Explanation, GivenParticipant } from '../../../src/features/coffee/stored.js';
import type { RoundId } from '../../../src/features/coffee/types.js';
import { erase } from '../../support/one-person.js';
import { anOrganisation } from '../../support/records.js';
import type { TestStore } from '../../support/store.js';
import { aMember, aRound, aSeat, T0 } from './samples.js';

/** As a matching writes it. */
export const EXPLANATION: Explanation = {
  version: 2,
  inputDigest: 'digest',
  participants: 0,
  settings: {
    noRepeatRounds: 1,
    allowSameOrganisation: false,
    odd: 'trio',
    weights: {
      organisationsNeverMet: 1,
      offerMeetsWant: 2,
      bothOfferAndWant: 3,
      differentTypes: 4,
      differentGovernorates: 5,
      commonSector: 6,
      overlappingHours: 7,
      newcomerWithExperienced: 8,
      longSince: 9,
    },
  },
  proof: { exact: true, total: 0, bound: 0, gap: 0, matched: 0 },
};

const GIVEN: GivenParticipant = {
  organisationId: null,
  organisationType: null,
  governorates: [],
  sectors: [],
  languages: ['ar'],
  offers: [],
  wants: [],
  workingHours: { startUtc: 6, endUtc: 13 },
  roundsTaken: 0,
  leftOutLastTime: false,
  avoids: [],
  acceptsTwo: false,
};

export function describeCoffee(store: () => TestStore): void {
  describe('coffee', () => {
    let people: MemberId[];
    let organisations: OrganisationId[];
    const person = (index: number): MemberId => people[index] ?? (0 as MemberId);
    const organisation = (index: number): OrganisationId => organisations[index] ?? (0 as OrganisationId);

    beforeEach(async () => {
      people = [];
      organisations = [];
      for (let index = 0; index < 4; index += 1) {
        organisations.push(await store().autocommit.organisations.insert(anOrganisation({ name: `Organisation ${index}` })));
        people.push(await store().autocommit.members.insert(aMember({ name: `Member ${index}`, organisation: organisation(index) })));
      }
    });

    const match = {
      firstToWrite: null,
      score: 12.5,
      reasons: [{ kind: 'different-types' }],
      commonLanguages: ['ar'],
      lastWordAt: null,
    } as const;

    test('an avoid list takes each person once, and lets them go', async () => {
      const { coffee } = store().autocommit;
      const [a, b, c] = [person(0), person(1), person(2)];
      for (const other of [c, b, b]) await coffee.addAvoided(a, other);
      expect(await coffee.avoided(a)).toEqual([b, c]);
      expect(await coffee.avoided(b)).toEqual([]);
      await coffee.removeAvoided(a, b);
      expect((await coffee.records()).avoided).toEqual([{ member: a, avoids: c }]);
      await coffee.removeAvoided(a, c);
      expect((await coffee.records()).avoided).toEqual([]);
    });

    test('an enrolment is saved again and again', async () => {
      const { coffee } = store().autocommit;
      const enrolment = { member: person(0), state: 'in', pausedUntil: null, unanswered: 0, volunteer: true, joinedAt: T0 } as const;
      await coffee.saveEnrolment(enrolment);
      await coffee.saveEnrolment({
        ...enrolment,
        state: 'paused',
        pausedUntil: toLocalDate('2026-12-01'),
        unanswered: 2,
        volunteer: false,
      });
      expect(await coffee.enrolments()).toEqual([
        { ...enrolment, state: 'paused', pausedUntil: '2026-12-01', unanswered: 2, volunteer: false },
      ]);
      expect((await coffee.records()).enrolments).toEqual(await coffee.enrolments());
      expect(await coffee.enrolment(person(1))).toBeUndefined();
    });

    test('the current round is the newest that is not over', async () => {
      const { coffee } = store().autocommit;
      expect(await coffee.currentRound()).toBeUndefined();
      const first = await coffee.insertRound(aRound(1));
      const second = await coffee.insertRound(aRound(2));
      expect(await coffee.currentRound()).toEqual({ id: second, ...aRound(2) });
      const { explanation: _, ...brief } = aRound(2);
      expect((await coffee.records()).rounds[0]).toEqual({ id: second, ...brief, matched: false });
      await coffee.updateRound(second, { state: 'cancelled', explanation: EXPLANATION, closingAt: after(T0, 99) });
      expect((await coffee.currentRound())?.id).toBe(first);
      expect((await coffee.records()).rounds.map(({ id, matched }) => [id, matched])).toEqual([
        [second, true],
        [first, false],
      ]);
      expect((await coffee.rounds({ limit: 1 })).map((round) => round.number)).toEqual([2]);
      expect((await coffee.rounds({ limit: 5, offset: 1 })).map((round) => round.number)).toEqual([1]);
      expect((await coffee.roundsBetween(after(T0, 1000), after(T0, 2000))).map((round) => round.id)).toEqual([first]);
      await expect(coffee.insertRound(aRound(2))).rejects.toThrow();
    });

    test('participations are replaced by round and member, and counted', async () => {
      const { coffee } = store().autocommit;
      const round = await coffee.insertRound(aRound(1));
      const invited = { round, answer: 'invited', result: 'pending', reason: null, responded: false } as const;
      await coffee.saveParticipations(people.map((member) => ({ ...invited, member })));
      await coffee.saveParticipations([
        { ...invited, member: person(0), answer: 'in', result: 'matched', responded: true },
        { ...invited, member: person(1), answer: 'skip' },
        { ...invited, member: person(2), answer: 'in', result: 'left-out', reason: 'no-common-language' },
      ]);
      await coffee.saveParticipations([]);
      expect(await coffee.participation(round, person(2))).toMatchObject({ result: 'left-out', reason: 'no-common-language' });
      expect(await coffee.participations(round)).toHaveLength(4);
      expect((await coffee.participationCounts([round])).get(round)).toEqual({
        invited: 4,
        in: 2,
        skipped: 1,
        paused: 0,
        matched: 1,
        leftOut: 1,
        responded: 1,
      });
    });

    test('what the matching was given stays with the participation, until it is dropped or somebody of the round is erased', async () => {
      const { coffee } = store().autocommit;
      const rounds = [await coffee.insertRound(aRound(1)), await coffee.insertRound(aRound(2)), await coffee.insertRound(aRound(3))];
      const part = { answer: 'in', result: 'matched', reason: null, responded: false } as const;
      for (const round of rounds) {
        const all = [0, 1].map((k) => ({ ...part, round, member: person(k) }));
        await coffee.saveParticipations(all, new Map([[person(0), GIVEN]]));
        await coffee.saveParticipations(all);
        expect(await coffee.given(round)).toEqual([{ member: person(0), given: GIVEN }]);
      }
      await coffee.dropGivenBefore(2);
      expect(await Promise.all(rounds.map(async (round) => (await coffee.given(round)).length))).toEqual([0, 1, 1]);
      await coffee.saveParticipations([{ ...part, round: rounds[2] as RoundId, member: person(2) }]);
      await erase(store(), person(2));
      expect(await Promise.all(rounds.map(async (round) => (await coffee.given(round)).length))).toEqual([0, 1, 0]);
    });

    test('a match keeps the order of its seats, and each seat its answers', async () => {
      const { coffee } = store().autocommit;
      const round = await coffee.insertRound(aRound(1));
      const members = [aSeat(person(2), organisation(2)), aSeat(person(0), organisation(0))];
      const id = await coffee.insertMatch({ ...match, round, members, firstToWrite: person(2) });
      expect(await coffee.match(id)).toEqual({ id, ...match, round, members, firstToWrite: person(2) });
      await coffee.updateMatchMember(id, person(0), { checkIn: 'met', outcome: 'exchange', note: 'We shared budgets.' });
      await coffee.updateMatch(id, { lastWordAt: T0 });
      const [found] = await coffee.matchesOf(person(0));
      expect(found).toMatchObject({ lastWordAt: T0, firstToWrite: person(2) });
      expect(found?.members[1]).toMatchObject({ member: person(0), checkIn: 'met', outcome: 'exchange', note: 'We shared budgets.' });
      expect(found?.members[0]).toMatchObject({ checkIn: null });
    });

    test('nobody sits in two matches of a round, except who volunteered', async () => {
      const { coffee } = store().autocommit;
      const round = await coffee.insertRound(aRound(1));
      await coffee.insertMatch({ ...match, round, members: [aSeat(person(0)), aSeat(person(1))] });
      const again = { ...match, round, members: [aSeat(person(2)), aSeat(person(1))] };
      await expect(coffee.insertMatch(again)).rejects.toBeInstanceOf(InputError);
      expect(await coffee.matches(round)).toHaveLength(1);
      await coffee.insertMatch({ ...again, second: [person(1)] });
      await expect(coffee.insertMatch({ ...again, members: [aSeat(person(3)), aSeat(person(1))], second: [person(1)] })).rejects.toThrow();
      expect((await coffee.matchesOf(person(1))).map((one) => one.members.map((seat) => seat.member))).toEqual([
        [person(2), person(1)],
        [person(0), person(1)],
      ]);
    });

    test('who was left out last is known by the newest round with a result, also by a partner who went', async () => {
      const { coffee } = store().autocommit;
      // The newer round has the smaller id.
      const newer = await coffee.insertRound(aRound(2));
      const older = await coffee.insertRound(aRound(1));
      const blank = { answer: 'in', result: 'pending', reason: null, responded: false } as const;
      await coffee.saveParticipations([
        { ...blank, round: older, member: person(0), result: 'left-out', reason: 'too-few' },
        { ...blank, round: older, member: person(1), result: 'left-out', reason: 'too-few' },
        { ...blank, round: newer, member: person(0), result: 'matched' },
        { ...blank, round: newer, member: person(1) },
        { ...blank, round: newer, member: person(2), result: 'matched', reason: 'partner-left' },
      ]);
      expect(await coffee.leftOutLastTime([newer, older])).toEqual(new Set([person(1), person(2)]));
      expect(await coffee.leftOutLastTime([newer])).toEqual(new Set([person(2)]));
      expect(await coffee.leftOutLastTime([])).toEqual(new Set());
    });

    test('meetings list each pair once, three for a trio, the newest first', async () => {
      const { coffee } = store().autocommit;
      const first = await coffee.insertRound(aRound(1));
      const second = await coffee.insertRound(aRound(2));
      await coffee.insertMatch({ ...match, round: first, members: [aSeat(person(1), organisation(1)), aSeat(person(0), organisation(0))] });
      const trio = [3, 1, 2].map((index) => aSeat(person(index), organisation(index)));
      await coffee.insertMatch({ ...match, round: second, members: trio });
      const records = await coffee.records();
      expect(records.meetings).toEqual([
        { a: person(1), b: person(2), round: 2 },
        { a: person(1), b: person(3), round: 2 },
        { a: person(2), b: person(3), round: 2 },
        { a: person(0), b: person(1), round: 1 },
      ]);
      expect(records.organisationMeetings).toHaveLength(4);
    });
  });
}
