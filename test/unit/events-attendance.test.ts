import { describe, expect, it } from 'vitest';
import { type OrganisationId, toId } from '../../src/core/ids.js';
import { after, MINUTE, toInstant } from '../../src/core/time.js';
import { ratingsOf } from '../../src/features/events/afterwards/rules/ratings.js';
import { codeFrom, codeState, mustWaitUntil, oneMoreTry, readCode } from '../../src/features/events/attendance/rules/code.js';
import { attendeesOf } from '../../src/features/events/attendance/rules/complete.js';
import { numbersOf, shownOf } from '../../src/features/events/attendance/rules/numbers.js';
import { replaces } from '../../src/features/events/attendance/rules/sources.js';
import type { CodeTries } from '../../src/features/events/types.js';

const now = toInstant(Date.parse('2026-12-06T10:00+03:00'));

describe('the code of a session', () => {
  it('has six digits and is read in every script', () => {
    expect([codeFrom(0), codeFrom(899_999), codeFrom(900_000)]).toEqual(['100000', '999999', '100000']);
    expect(readCode(' ٤٨٢-٩۱۳ ')).toBe('482913');
  });

  it('is taken from the start until three hours after the end', () => {
    const session = { startsAt: now, endsAt: after(now, 60 * MINUTE) };
    expect([-1, 0, 240 * MINUTE, 240 * MINUTE + 1].map((ms) => codeState(session, after(now, ms)))).toEqual([
      'early',
      'valid',
      'valid',
      'expired',
    ]);
  });

  it('makes guesses wait for ten minutes after five', () => {
    let tries: CodeTries | undefined;
    for (let count = 0; count < 5; count++) {
      expect(mustWaitUntil(tries, now)).toBeUndefined();
      tries = oneMoreTry(tries, now);
    }
    expect(mustWaitUntil(tries, now)).toBe(after(now, 10 * MINUTE));
    expect(mustWaitUntil(tries, after(now, 10 * MINUTE))).toBeUndefined();
    expect(oneMoreTry(tries, after(now, 10 * MINUTE)).tries).toBe(1);
  });
});

it('of two sources of attendance the better one holds', () => {
  const of = (source: Parameters<typeof replaces>[0]['source'], share: number) => ({ source, share });
  expect(replaces(of('code', 100), undefined)).toBe(true);
  expect(replaces(of('file', 40), of('code', 100))).toBe(true);
  expect(replaces(of('button', 100), of('file', 40))).toBe(false);
  expect(replaces(of('file', 60), of('voice', 40))).toBe(true);
  expect(replaces(of('file', 30), of('voice', 40))).toBe(false);
  expect(replaces(of('file', 30), of('list', 100))).toBe(false);
});

describe('the numbers of an event', () => {
  const organisation = toId<OrganisationId>(1);
  const session = (id: number, state: 'planned' | 'cancelled' = 'planned') => ({ id: toId<never>(id), state }) as never;
  const registration = (id: number, state: string, of: OrganisationId | null = organisation) =>
    ({ id: toId<never>(id), state, organisation: of }) as never;
  const attendance = (at: number, id: number, share = 100) =>
    ({ session: toId<never>(at), registration: toId<never>(id), source: 'code', share, recordedAt: now }) as const;

  it('count people once and their attendances all, without sessions that were called off', () => {
    const registrations = [1, 2, 3, 4, 5, 6].map((id) => registration(id, id === 6 ? 'maybe' : 'going', id === 5 ? null : organisation));
    const sessions = [session(1), session(2), session(3, 'cancelled')];
    const attendances = [1, 2, 3, 6]
      .map((id) => attendance(1, id))
      .concat([attendance(2, 1), attendance(2, 5), attendance(3, 4), attendance(1, 4, 0)]);
    const numbers = numbersOf({
      sessions,
      registrations,
      attendance: attendances,
      isComplete: true,
    });
    const shares = shownOf(attendeesOf(registrations, attendances, sessions), {
      organisations: [{ id: organisation, type: 'local', sectors: ['health'], governorates: ['basra'] }],
      members: 50,
      types: ['local', 'national'],
      sectors: ['food', 'health'],
      governorates: ['basra'],
    });
    expect(numbers).toMatchObject({ registered: 5, unique: 5, repeated: 6, absent: 1 });
    expect(numbers.sessions.map(({ attended }) => attended)).toEqual([4, 2]);
    // Four of five are of one organisation: neither they nor the fifth are counted apart.
    expect(shares.people).toBe(5);
    expect(shares.types).toMatchObject({ type: 'shown', groups: [{ people: null }, { people: 0 }, { people: null }] });
    expect([shares.sectors.size, shares.governorates.size]).toEqual([0, 0]);
  });
});

describe('women and men of an event', () => {
  const women = (...pairs: readonly (readonly [number | null, number | null])[]) => numbersWith(true, pairs);
  const numbersWith = (isComplete: boolean, pairs: readonly (readonly [number | null, number | null])[]) =>
    numbersOf({
      sessions: pairs.map(([own, men], index) => ({ id: toId<never>(index + 1), state: 'planned', women: own, men }) as never),
      registrations: [],
      attendance: [],
      isComplete,
    }).women;

  it('are not shown before the attendance is complete', () => {
    expect([numbersWith(false, [[7, 20]]), numbersWith(false, [[null, null]])]).toEqual([null, undefined]);
  });

  it('are those of the sessions that show both, so that one session less than another day tells of no few', () => {
    expect(women([7, 20])).toEqual([7, 20]);
    // The two women of the second day would follow from what was shown after the first.
    expect(women([7, 20], [2, 20])).toEqual([7, 20]);
    expect(women([7, 20], [8, 12], [null, null])).toEqual([15, 32]);
    expect(women([3, 20], [3, 21])).toBeNull();
    expect(women([null, null])).toBeUndefined();
  });
});

describe('ratings', () => {
  const answers = [5, 4, 4, 3, 5, 1].map((stars, index) => ({ stars, useful: `word ${9 - index}`, missing: null, answeredAt: now }));

  it('are shown from five answers on, in steps of five, and their words in another order', () => {
    expect(ratingsOf(answers.slice(0, 4))).toEqual({ answers: 4, average: null, averageOf: 0, useful: [], missing: [] });
    const five = { average: 4.2, averageOf: 5, useful: ['word 5', 'word 6', 'word 7', 'word 8', 'word 9'] };
    expect(ratingsOf(answers.slice(0, 5))).toMatchObject({ answers: 5, ...five });
    expect(ratingsOf(answers)).toMatchObject({ answers: 6, ...five });
  });
});
